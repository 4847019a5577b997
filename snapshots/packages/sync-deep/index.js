'use strict'

globalThis.syncLoads = (globalThis.syncLoads || 0) + 1

const Shape = require('./lib/shape')
const tools = require('./lib/tools')
const data = require('./data')
const { version } = require('./package.json')

module.exports = function area (...sides) {
  return new Shape(sides).area() * tools.scale(data.unit)
}

module.exports.Shape = Shape
module.exports.version = version
module.exports.data = data
