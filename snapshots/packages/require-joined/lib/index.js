const { resolve: from } = require('path')
const names = require(from(__dirname, 'names'))

exports.first = names.first
exports.beside = names.first.length
exports.root = function () {
  return require(from(__dirname, '/names')).first
}
