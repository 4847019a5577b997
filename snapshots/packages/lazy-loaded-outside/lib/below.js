'use strict'

// The call stands above what loads it.
exports.open = () => require('store').open()
exports.name = require('engine').name
