export const clamp = (n: number) => Math.min(n, 100)
