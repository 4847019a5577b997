import { count } from 'types-ambient'
import words, { type Words } from 'types-ambient/locale/de'

const again: Words = words
export const said: string = again.one + count

import find, { NotFound, type Options } from 'types-ambient/errors.js'

const options: Options = { deep: true }
export const missing: NotFound | find.NotFound = new NotFound(find('a', options) + new find.NotFound().code)
