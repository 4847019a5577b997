'use strict'

const both = require('both')
const { Client } = require('both')
const { parse } = require('named')

exports.make = () => [new Client() instanceof both.Client, both.connect(), both.count]
exports.parse = parse
exports.names = require('./lib/names')
exports.seen = require('./lib/seen')
exports.passed = require('./lib/passed')
exports.marked = require('./lib/marked')
