'use strict'

console.log('skipped loads')
module.exports = 'skipped'
