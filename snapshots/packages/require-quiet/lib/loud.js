'use strict'

console.log('loud loads')
exports.volume = 11
