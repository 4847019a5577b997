'use strict'

const move = require('./lib/move')
const remove = require('./lib/remove')

module.exports = { move, remove }
