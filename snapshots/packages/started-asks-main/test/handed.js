const assert = require('assert')
const given = require('../lib/given')

assert.strictEqual(given.name(require), 'known')
