'use strict'

const assert = require('assert')
const greeter = require('.')
const main = require('./bin/greet')

assert.strictEqual(greeter('ada'), 'Hello, Ada!')
assert.strictEqual(greeter('ada', { language: 'fr' }), 'Bonjour, Ada!')
assert.throws(() => greeter('ada', { language: 'xx' }), RangeError)
assert.deepStrictEqual(greeter.languages(), ['de', 'en', 'fr'])
assert.strictEqual(main([]), 'Hello, World!')
