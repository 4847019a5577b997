import { name } from './name'
import { other } from '~/name'
import { late } from './late.js'

export default [name, other, late]
