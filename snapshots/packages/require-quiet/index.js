'use strict'

if (process.env.NODE_ENV === 'production') {
  exports.checks = require('./lib/production.js')
} else {
  exports.checks = require('./lib/development.js')
}

exports.colors = process.platform === 'plan9' ? require('moody') : null
exports.worker = process.browser ? require('./lib/worker.js') : null
exports.storage = process.browser ? require('./lib/browser.js') : null
exports.loud = process.browser ? require('./lib/loud.js') : null

exports.level = function () {
  return require('./lib/level.js')
}

exports.inherits = function () {
  return require('twofold')
}

exports.settle = function () {
  require('settled')
  return require('./lib/names.js').first
}
