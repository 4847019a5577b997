const limit = 10

exports.limit = limit
exports.read = function (path) {
  return path
}
exports.Reader = class extends Array {}
exports.names = ['a']
exports['odd name'] = 1
