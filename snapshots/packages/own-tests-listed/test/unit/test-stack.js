const assert = require('assert')
const fail = require('../..')

assert.ok(fail().stack.indexOf(__filename) > 0)
