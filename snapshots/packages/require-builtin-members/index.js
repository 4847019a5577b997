const { F_OK, readFileSync, notThere } = require('fs')
const { inspect, isArray, promisify = null } = require('util')
const { Z_BEST_SPEED, constants, gzipSync } = require('zlib')
const { on, emitWarning, nextTick } = require('process')
const { name, length } = require('events')
const { setTimeout: wait } = require('timers')
const promises = require('fs').promises
const madeUp = require('os').madeUpMember

exports.notThere = notThere
exports.isFunction = [typeof on, typeof emitWarning, typeof nextTick, typeof wait, typeof inspect]
exports.name = name
exports.length = typeof length
exports.madeUp = madeUp
exports.promisify = promisify !== null
exports.constants = typeof constants.Z_BEST_SPEED
exports.promises = typeof promises.readFile
exports.gzip = gzipSync(readFileSync(__filename)).length > 0
exports.probe = () => [F_OK, Z_BEST_SPEED, isArray].map((x) => typeof x).length
