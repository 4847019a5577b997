const assert = require('assert')
const plain = require('../lib/plain')

assert.strictEqual(plain.three, 3)
