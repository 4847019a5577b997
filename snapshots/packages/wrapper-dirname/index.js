'use strict'

const fs = require('fs')
const path = require('path')

exports.template = fs.readFileSync(path.join(__dirname, 'templates', 'page.html'), 'utf8').trim()
exports.file = path.basename(__filename)
exports.dir = __dirname
exports.here = __filename
exports.read = function (name) {
  return fs.readFileSync(__dirname + '/templates/' + name, 'utf8').trim()
}
exports.object = { __dirname, __filename: __filename }
exports.shadowed = (function (__dirname) { return __dirname })('given')
