const shapes = require('./shapes')
const { inspect } = require('util')

exports.names = Object.keys(shapes)
exports.has = Object.prototype.hasOwnProperty.call(shapes, 'circle') && shapes.hasOwnProperty('square')
exports.copy = Object.assign({}, shapes)
exports.spread = { ...shapes }
exports.json = JSON.stringify(shapes)
exports.text = String(shapes)
exports.inspected = inspect(shapes)
exports.isObject = shapes instanceof Object
exports.values = Object.values(shapes).length
exports.loop = []
for (const name in shapes) exports.loop.push(name)
exports.dynamic = (name) => shapes[name]()
exports.tagged = (() => { shapes.tag = 'tagged'; return 'tag' in shapes })()
