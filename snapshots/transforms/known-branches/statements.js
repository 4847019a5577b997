'use strict'

function double (number) {
  return number * 2
}

if (typeof exports === 'object') {
  exports.double = double
  // half of it
  exports.half = function (number) {
    return number / 2
  }
}
