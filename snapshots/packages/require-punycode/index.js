'use strict'

const punycode = require('punycode')
const shadowed = require('./shadowed')

exports.encode = function (text) {
  return punycode.encode(text)
}
exports.decode = shadowed
