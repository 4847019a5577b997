const assert = require('assert')
const { serve, quiet } = require('../examples/hello')

assert.equal(serve(), 'served')
assert.equal(quiet, true)
