import { double } from './double'

export const run = (n: number): number => double(n) + 1
