'use strict'

const counter = require('./lib/counter')
const patched = require('./lib/patched')

exports.next = counter.next
exports.note = require('./lib/closure').note
exports.register = require('./lib/registry')
exports.box = require('./lib/box')
exports.Numbered = require('./lib/numbered').Numbered
exports.options = require('./lib/options').options

patched.greet = function () {
  return 'patched'
}

// What these files call while they load changes nothing that anybody sees.
exports.still = function () {
  return [require('./lib/table').of('a'), require('./lib/named').version, require('./lib/child').name]
}

exports.given = function () {
  return require('./lib/given').list
}

// What these call changes what a file keeps, or depends on when it runs.
exports.counted = function () {
  return require('./lib/counted').id
}

exports.read = function () {
  return [
    require('./lib/current').count,
    require('./lib/titled').value,
    require('./lib/last').value,
    require('./lib/remade').value
  ]
}

exports.registered = function () {
  return require('./lib/registered').names
}

exports.closed = function () {
  return require('./lib/closed').size
}

exports.field = function () {
  return require('./lib/field').id
}

exports.asked = function () {
  return require('./lib/asked').answer
}

exports.greeted = function () {
  return require('./lib/greeted').greeting
}

exports.shared = function () {
  return require('./lib/shared').options.set
}
