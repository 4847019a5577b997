'use strict'

// All that this file loads is there already.
const log = require('./log')

module.exports = function second () {
  log.add('second')
  return 2
}
