import { started } from './imported.js'

console.log(started)
