'use strict'

// Whoever takes the global away gets another.
if (typeof Promise !== 'function') {
  global.Promise = require('./loud')
}

module.exports = typeof Promise
