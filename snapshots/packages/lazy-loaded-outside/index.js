'use strict'

const engine = require('engine')

exports.start = () => engine.start()
exports.open = () => require('store').open()
exports.lonely = require('./lib/lonely')
exports.late = require('./lib/late')
exports.below = require('./lib/below')
exports.through = require('./lib/through')
