const assert = require('assert')
const { limit } = require('../lib')

assert.equal(limit, 10)
