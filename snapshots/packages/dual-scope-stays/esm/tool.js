export const tool = 'import'
