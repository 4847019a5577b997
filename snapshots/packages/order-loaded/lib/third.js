'use strict'

const other = require('./other')

module.exports = function third () {
  return other
}
