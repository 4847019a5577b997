'use strict'

const assert = require('assert')
const { report } = require('../')
const common = require('./common')
const fail = require('./programs/fail')

const lines = report(fail()).split('\n').map(common.strip)
assert.strictEqual(lines[0], 'at fail ($TEST/programs/fail.js:$LINE)')
assert(lines[1].includes('$TEST/places.js:$LINE'), lines[1])
