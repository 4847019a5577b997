'use strict'

console.log('log loads')
module.exports = 'log'
