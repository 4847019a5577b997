'use strict'
module.exports = require('./lib/function')
