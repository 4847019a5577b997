'use strict'

const Reader = require('./lib/reader')
const settings = require('./lib/settings')
const names = require('./lib/names')

function open (text) {
  return new Reader(text, settings.limit)
}

module.exports = open
module.exports.Reader = Reader
module.exports.delete = names.remove
module.exports.version = settings.version
