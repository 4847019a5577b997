exports.level = 'info'

exports.set = function (level) {
  exports.level = level
}
