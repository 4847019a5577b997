'use strict'

const assert = require('assert')

Error.prepareStackTrace = (error, sites) => sites
const [site] = new Error('here').stack
assert.strictEqual(site.getFileName(), __filename)
