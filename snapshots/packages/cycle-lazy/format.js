'use strict'
const parser = require('./parse')

module.exports = function format (value) {
  return typeof value === 'string' ? format(parser.parse(value)) : value.join(';')
}
