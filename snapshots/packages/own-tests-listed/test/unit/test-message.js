const assert = require('assert')
const fail = require('../..')

assert.equal(fail().message, 'failed')
