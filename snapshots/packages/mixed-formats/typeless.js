// ES module syntax in a file that nothing marks as one.
import { basename } from 'path'

export default function name () { return basename('/a/typeless') }
export const part = 1
