const assert = require('assert')
const fs = require('fs')
const path = require('path')
const vm = require('vm')

const source = fs.readFileSync(path.join(__dirname, '../index.js'), 'utf8')
const context = { exports: {} }
vm.runInNewContext(source, context)
assert.strictEqual(context.exports.area(3), 9)
