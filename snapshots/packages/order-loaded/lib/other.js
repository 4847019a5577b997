'use strict'

console.log('other is loaded')

module.exports = 3
