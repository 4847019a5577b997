'use strict'

const os = require('os')

function fill (from, to) {
  for (const name in from) to[name] = from[name]
}

function Strict (value) {
  if (!value) throw new TypeError('no value')
}

if (os.EOL === '') module.exports = os
else fill(os.constants, exports)
fill(os.constants, Strict)

exports.copy = (from, to) => Object.assign(to, from)
