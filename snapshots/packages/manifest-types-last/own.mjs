export const own = 2
