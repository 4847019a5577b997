'use strict'

const store = require('./store')

module.exports = store
module.exports.read = store.read
module.exports.limit = store.limit
