'use strict'
console.log('heavy')
exports.value = 'heavy'
