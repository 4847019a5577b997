'use strict'

exports.next = require('./lib/counter').next

// What this could load, print or import does not happen while it loads.
exports.idle = function () {
  const { load, checked, later } = require('./lib/idle')
  return [load('path').sep.length, checked, typeof later]
}

exports.loading = function () {
  return require('./lib/loading').rows
}
