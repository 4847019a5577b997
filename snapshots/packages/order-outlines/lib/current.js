'use strict'

const { current } = require('./counter')

exports.count = current()
