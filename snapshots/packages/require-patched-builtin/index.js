var fs = require('fs')
var original = fs.readFileSync
var reads = 0

fs.readFileSync = function () {
  reads++
  return original.apply(fs, arguments)
}

exports.count = function () { return reads }
exports.restore = function () { fs.readFileSync = original }
exports.reader = require('./reader')
