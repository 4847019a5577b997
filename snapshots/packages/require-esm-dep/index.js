const named = require('esm-named')
const { a } = require('esm-named')
const both = require('esm-both')
const main = require('esm-both').default
const unwrapped = require('esm-unwrapped')
const rewrapped = require('esm-rewrapped')
const other = require('esm-other')

exports.a = a
exports.named = named
exports.both = both
exports.main = main()
exports.marker = both.__esModule
exports.unwrapped = unwrapped()
exports.rewrapped = rewrapped()
exports.other = other.is
exports.bump = function () { named.bump(); return [named.a, a] }
