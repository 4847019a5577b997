var assert = require('assert')
var join = require('path').join
var names = require(join(__dirname, '/../'))

assert.equal(names.first, 'ada')
