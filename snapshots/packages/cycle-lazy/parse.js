'use strict'
const format = require('./format')

exports.parse = function parse (text) { return text.split(',') }
exports.round = (text) => format(exports.parse(text))
