export * from 'plain-dependency';
export const own = 1;
