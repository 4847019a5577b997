'use strict'

exports.remove = function (name) {
  return name.slice(1)
}
