'use strict'

var createHash = require('crypto').createHash

module.exports = createHash || require('./loud')
