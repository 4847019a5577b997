'use strict'

const log = require('./log')

exports.wrap = (value) => {
  console.log('wrapped', exports.second)
  return value
}
exports.lines = log.lines
