const assert = require('assert')
const started = require('./')

assert.strictEqual(started(), 'something')
