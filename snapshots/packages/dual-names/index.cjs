'use strict'

const { greet } = require('./parts/greet.cjs')
const settings = require('./settings.cjs')

exports.kind = 'require'
exports.greet = greet
exports.settings = settings
