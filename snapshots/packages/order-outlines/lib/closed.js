'use strict'

const { note } = require('./closure')

exports.size = note('closed')
