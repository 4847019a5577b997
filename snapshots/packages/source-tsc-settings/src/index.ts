import { half } from './half'
'use strict'
import { basename } from 'path'

export const twice = (n: number): number => 4 * half(n) + basename('').length
