'use strict'

const path = require('path')

// Folders and lines differ from one machine to the next.
exports.strip = function (line) {
  return line
    .replace(__dirname, '$TEST')
    .replace(path.dirname(__dirname), '$PACKAGE')
    .replace(/^\s+at (?:async )?/, 'at ')
    .replace(/:\d+:\d+/, ':$LINE')
}
