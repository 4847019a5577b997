function global_ () { return this }

var root = (function () { return this })() || Function('return this')()

exports.isGlobal = global_() === root
exports.where = function () { return this === exports ? 'exports' : this === root ? 'global' : 'other' }
exports.each = function (list) {
  var seen = []
  list.forEach(function () { seen.push(this === root) })
  return seen
}
exports.typeOf = function () { return typeof this }
