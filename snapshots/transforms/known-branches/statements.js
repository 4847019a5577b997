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

if (typeof module !== 'undefined') {
  // CommonJS
  if (typeof exports !== 'undefined') {
    exports.third = double(1)
    if (typeof require === 'function') {
      exports.fourth = function (number) {
        return number / 4
      }
    }
  }
}
