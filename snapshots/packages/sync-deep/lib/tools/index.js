const path = require('path')

exports.scale = function (unit) {
  return unit
}

exports.base = path.basename('a/b.c')
