'use strict'

// module.exports = require('./nothing')
const template = `
const x = require('${'./generated'}')
module.exports = x
`
const pattern = /require\((['"])(.*?)\1\)/

exports.template = template
exports.names = (source) => pattern.exec(source)[2]
exports.exports = 'exports'
exports.module = { exports: { nested: true } }
exports.require = function (name) { return 'required ' + name }
exports.object = { require: 1, module: 2, exports: 3, __dirname: 4 }
label: for (;;) { break label }
