console.log('index begins')
const a = require('./a')
console.log('between', a)
const b = require('./b')
console.log('index ends', b)

exports.result = [a, b]
