'use strict'

const first = require('sharp/lib/#/first')

exports.first = first
exports.last = require('sharp/lib/#/last.js')
