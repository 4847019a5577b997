let current = 'info'

exports.level = current
exports.setLevel = function (level) {
  current = level
  exports.level = level
}
exports.getLevel = function () { return current }
