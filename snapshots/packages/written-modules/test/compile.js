const assert = require('assert')
const fs = require('fs')
const os = require('os')
const { resolve, join } = require('path')

const folder = 'test/temporary'
const target = resolve(folder, 'compiled.js')
fs.writeFileSync(target, 'module.exports = 1')
assert.strictEqual(require(target), 1)

const away = join(os.tmpdir(), 'compiled.js')
fs.writeFileSync(away, 'module.exports = 2')
assert.strictEqual(require(away), 2)
