var lib = require('transpiled')
var make = require('transpiled').default
var { default: again, helper } = require('transpiled')
var unlexable = require('swc-like')
var { hidden } = require('swc-like')

exports.lib = lib
exports.same = make === again && make === lib.default
exports.helper = helper()
exports.hidden = hidden() + unlexable.default()
