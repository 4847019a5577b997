'use strict'

exports.early = tools
exports.sizes = [typeof twice, typeof half, typeof join]

var tools = require('./tools')
var { twice } = require('./tools')
var half = require('./tools').half
var join = require('path').join

exports.late = tools
exports.run = function (n) { return join(String(twice(n)), String(half(n))) }

function folder () {
  var name = base ? base('a/b') : 'none'
  var base = require('path').basename
  return name + base('c/d')
}
exports.folder = folder()
