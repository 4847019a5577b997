function inner () {
  'use strict'
  return this === undefined
}
module.exports = inner()
