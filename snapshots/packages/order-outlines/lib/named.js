'use strict'

const name = require('made')
const digest = require('./digest')

module.exports = name('v', 3, digest)
