'use strict'

const kinds = require('kinds')
const { pad, width } = require('pads')
const center = require('whole')
const iterate = require('iterated')

exports.isNode = node => kinds.isTag(node) || node.type === kinds.Kind.Text
exports.text = kinds.Text
exports.line = text => pad(text) + center(text)
exports.width = width
exports.late = text => require('pads').trim(text)
exports.shown = require('./shown')
exports.counted = require('./counted')
exports.stamped = require('./stamped')
exports.first = list => iterate(list).next().value
exports.limit = max => require('limited').limited({ max, onFull: key => 'no ' + key })
