import { count } from 'types-ambient'
import words = require('types-ambient/locale/de')

const again: words.Words = words
export const said: string = again.one + count

import find = require('types-ambient/errors.js')
import { NotFound } from 'types-ambient/errors.js'

export const missing: NotFound | find.NotFound = new NotFound(find('a') + new find.NotFound().code)
