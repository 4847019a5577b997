'use strict'

const { next } = require('./counter')

exports.id = next()
