var length = require('../')

console.log(length(''))
