'use strict'

const path = require('path')
const caller = require('./lib/caller')
const first = require('./lib/first')
const outside = require('./stack/outside')

exports.where = function () {
  return path.basename(caller())
}

exports.outside = outside
exports.first = first
exports.root = path.dirname(__filename) === __dirname
