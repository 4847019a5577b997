'use strict'

const base = require('./lib/base')

base.first = base.wrap(require('./lib/first'))
base.second = require('./lib/second')
base.third = require('./lib/third')

base.late = function () {
  return require('./lib/late')
}

module.exports = base
