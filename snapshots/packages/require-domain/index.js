'use strict'

const { EventEmitter } = require('events')

exports.usesDomains = function () {
  return EventEmitter.usingDomains
}

exports.run = function (task) {
  return require('domain').create().run(task)
}
