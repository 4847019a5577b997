'use strict'

var stream = require('stream')

if (typeof Uint8Array === 'undefined') {
  var Bytes = require('slow-bytes').Uint8Array
} else {
  var Bytes = Uint8Array
}

// Old browsers have no keys.
var keys = Object.keys
var listKeys = keys ? function listKeys (it) { return keys(it) } : require('./lib/loud')

if (!stream.Readable) {
  stream = require('./lib/loud')
}

exports.Bytes = Bytes
exports.list = listKeys
exports.digest = require('./lib/digest')
exports.polyfill = function () { return require('./lib/polyfill') }
exports.Readable = stream.Readable
exports.followed = require('./lib/followed').createHash
