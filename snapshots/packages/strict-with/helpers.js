'use strict'

exports.upper = function (text) { return text.toUpperCase() }
exports.render = function (data) { return require('./index')(data) }
