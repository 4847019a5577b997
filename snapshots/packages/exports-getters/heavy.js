'use strict'

console.log('heavy was loaded')
module.exports = { weight: 100 }
