'use strict'

const part = require('./part')
exports.part = part
require('./loud')
exports.done = true
