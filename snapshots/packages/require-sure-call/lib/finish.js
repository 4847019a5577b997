'use strict'

console.log('finish loads')
module.exports = 'finish'
