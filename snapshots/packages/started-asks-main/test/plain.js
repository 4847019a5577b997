const assert = require('assert')
const plain = require('../lib/plain')
const where = require('where')

assert.strictEqual(plain.three, 3)
assert.strictEqual(typeof where, 'function')
