'use strict'

const Table = require('./class')
const rows = require('./rows')

module.exports = new Table(rows)
