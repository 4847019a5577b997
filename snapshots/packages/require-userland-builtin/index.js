'use strict'

// The slash asks for the package instead of the builtin.
const punycode = require('punycode/')
const EventEmitter = require('events/').EventEmitter
const events = require('events')

exports.encode = punycode.encode
exports.mine = punycode.mine
exports.other = EventEmitter !== events.EventEmitter
