'use strict'

const log = require('./log')
const base = require('./base')

exports.length = () => log.lines.length + Object.keys(base).length
