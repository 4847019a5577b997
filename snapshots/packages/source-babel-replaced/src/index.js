import faux, { named } from 'faux-dependency'
import { secret } from 'hidden-dependency'
import * as callable from 'hidden-dependency'
import area from './area'
import words from './words.json'
import { join } from 'path'
import Shape from './shapes'

/** Tells all there is. */
export default function tell (side) {
  const parts = [faux(), named, secret, callable.secret, area(side), words.length, new Shape().name]
  return join(...parts.map(String))
}
