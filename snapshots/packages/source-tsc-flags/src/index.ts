import { half } from './half'

export const twice = (n: number): number => 4 * half(n)
