var assert = require('assert')
assert.strictEqual(require('./index')('x'), 'hello x')
assert(!require('./lib').isMain)
console.log('ok')
