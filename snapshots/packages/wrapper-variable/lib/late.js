'use strict'

exports.found = typeof module
if (exports.found) {
  var module = { exports: exports.found }
}
