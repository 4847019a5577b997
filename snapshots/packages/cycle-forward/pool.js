'use strict'

const Link = require('./index.js').Link
const index = require('./index.js')

class Pool extends Link {
  add (name) { return index.connect(name) }
}

module.exports = Pool
module.exports.late = 'late'
