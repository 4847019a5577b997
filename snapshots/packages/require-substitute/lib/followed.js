'use strict'

// Importers see the names of what is never loaded, too.
if (typeof require('crypto').createHash === 'function') {
  exports.createHash = require('crypto').createHash
} else {
  module.exports = require('./loud')
}
