import { run } from '../src'

console.log(run(3))
