'use strict'

let reads = 0

module.exports = {
  name: 'literal',
  get reads () { return ++reads },
  get time () { return reads * 2 },
  set time (value) { reads = value },
}
