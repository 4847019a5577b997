'use strict'

module.exports = function fail () {
  return new Error('on purpose')
}
