import { double } from './double'
export default function run (n: number) { return double(n) }
