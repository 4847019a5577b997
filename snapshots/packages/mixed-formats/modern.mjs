export const value = 'modern';
