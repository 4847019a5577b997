export const four: number = 4
