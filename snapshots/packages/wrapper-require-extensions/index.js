'use strict'

const fs = require('fs')

// The table that every `require` of the program looks into.
const known = Object.keys(require.extensions)

function register (extension, table = require.extensions) {
  table[extension] = (target, filename) => {
    target.exports = fs.readFileSync(filename, 'utf8').trim()
  }
  return extension in require.extensions
}

exports.known = known
exports.register = register
exports.kept = require('./kept')
exports.replaced = require('./replaced')
