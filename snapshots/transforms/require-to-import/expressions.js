const item = require('./lib/make')('item')

exports.item = item
exports.first = require('./lib/names').first
exports.lazy = function () {
  const os = require('os')
  return os.platform()
}
