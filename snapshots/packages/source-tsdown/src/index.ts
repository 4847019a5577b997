import { double } from './double'

export function run (n: number) { return double(n) }
