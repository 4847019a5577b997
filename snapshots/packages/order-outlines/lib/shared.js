'use strict'

const { options } = require('./options')
const { fill } = require('./utils')

fill(options)
exports.options = options
