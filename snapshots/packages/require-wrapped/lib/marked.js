'use strict'

// What it makes has accessors, the module itself has none.
const { mark } = require('marked')

module.exports = text => mark(text).length
