'use strict'

let count = 0

exports.next = function () {
  return ++count
}

exports.current = function () {
  return count
}
