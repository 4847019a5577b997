import { double } from './double'
export default function run (n) { return double(n) }
