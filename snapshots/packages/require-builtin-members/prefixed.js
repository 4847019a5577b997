const fs = require('node:fs')
const plain = require('fs')
const { test } = require('node:test') || {}
exports.same = fs === plain
exports.test = typeof test
