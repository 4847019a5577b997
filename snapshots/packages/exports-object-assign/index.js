'use strict'

Object.assign(exports, require('./strings'), require('./numbers'))

exports.extra = 'extra'
