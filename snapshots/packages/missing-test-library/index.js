'use strict'

exports.twice = function (number) {
  return number * 2
}

exports.half = function (number) {
  return number / 2
}
