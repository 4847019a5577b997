'use strict'

var local = 1

exports.load = function (name) {
  return eval('require')(name)
}

exports.run = function (code) {
  return eval(code)
}

exports.own = function () {
  return eval('local + 1')
}

exports.hasArrows = function () {
  try {
    return eval('(a) => Math.abs(a)') && eval('not a program')
  } catch {
    return false
  }
}

exports.indirect = function (code) {
  return (0, eval)(code)
}

exports.never = function (it) {
  return it
  eval('require' + it)
}
