'use strict'

const fs = require('fs')
const join = require('path').join
const debug = require('./debug')('shapes')
const started = require('./clock').now()
const Point = new (require('./point'))(1, 2)
const version = require('./package.json').version
const deep = require('./nested').a.b.c
const list = [require('./point'), require('./debug')]
const table = { point: require('./point'), fs: require('fs') }
const bound = require('./debug').bind(null, 'bound')
const keyed = require('./nested')['a']
const spread = { ...require('./nested') }
const text = `point ${require('./point').name}`
const size = require('./nested').a.b.c.length

exports.join = join
exports.lines = debug('a', 'b')
exports.started = started
exports.point = Point.sum()
exports.version = version
exports.deep = deep
exports.list = list
exports.sameFs = table.fs === fs
exports.table = Object.keys(table)
exports.bound = bound()('c')
exports.keyed = keyed === spread.a
exports.text = text
exports.size = size
exports.inline = function (p) { return require('path').basename(p) }
