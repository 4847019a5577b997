'use strict'

// A file of the package loads the engine.
const main = require('./main')

module.exports = () => [main, require('store').open()]
