const assert = require('assert')
const lib = require('../')
const disk = require('../lib/disk')

const original = disk.read
disk.read = (path) => 'stub ' + path
assert.strictEqual(lib.load('x'), 'stub /data/x')
disk.read = original

lib.pathOf = (name) => name
assert.strictEqual(lib.load('y'), 'contents of y')

assert.deepStrictEqual(Object.keys(lib), ['disk', 'load', 'pathOf'])
console.log('3 passed')
