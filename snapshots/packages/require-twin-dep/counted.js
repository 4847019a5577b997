'use strict'

const { next, first } = require('counter')

exports.next = () => next()
exports.first = first
