'use strict'

exports.decode = function (name, bytes) {
  return require('./lib')[name](bytes)
}
exports.late = function () {
  return require('./lib/late').found
}
