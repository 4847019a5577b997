'use strict'

exports.isName = isName
exports.isShort = isShort

const types = require('./types')

// Only there once this file has run: who comes from here to `types.js` finds `undefined`.
const limits = { name: 10 }
exports.limits = limits
exports.extra = ['a', 'b']

function isName (value) {
  return typeof value === 'string' && isShort(value)
}

// `limits` is not there while `types.js` loads, whoever calls.
function isShort (value) {
  return limits ? value.length <= limits.name : true
}

exports.names = () => types.names()
