'use strict'

let last = 0

exports.Numbered = class {
  id = ++last
}
