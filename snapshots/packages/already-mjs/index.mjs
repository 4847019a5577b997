export const name = 'already-mjs';
