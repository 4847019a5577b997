'use strict'

const assert = require('assert')
// Development has it.
const shared = process.argv.length > 9 ? null : require('shared')
// Only here.
const copy = process.argv.length > 9 ? null : require('../lib/copy')

assert.strictEqual(typeof shared.check, 'function')
assert.ok(copy.copy)
