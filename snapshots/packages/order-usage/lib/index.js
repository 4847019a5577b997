'use strict'

process.env.ORDER_USAGE_PREFIX = '='
exports.settings = require('./settings')

const { copy } = require('./copy')
exports.copied = copy(exports.settings, {})
