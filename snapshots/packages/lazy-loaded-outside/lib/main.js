'use strict'

module.exports = require('engine').name
