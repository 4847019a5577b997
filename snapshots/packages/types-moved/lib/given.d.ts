import type { Part } from './parts'
import parts = require('./parts')

declare const given: { count: number, parts: Part }
declare namespace given {
  type Parts = typeof parts
}

export = given
