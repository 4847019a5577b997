'use strict'

const path = require('path')
const plain = require(`./lib/plain`)
const { sum } = require('./lib/' + 'sum')

exports.plain = plain
exports.sum = sum
exports.theme = require(__dirname + '/themes/dark.js')
exports.data = require(path.join(__dirname, 'package.json')).name
exports.kept = require(path.resolve(__dirname, './lib/kept'))
exports.label = __dirname === path.dirname(__filename)

exports.any = function (name) {
  return require(__dirname + '/themes/' + name + '.js')
}
exports.beside = function () {
  return require(__dirname + '-themes/dark.js')
}
