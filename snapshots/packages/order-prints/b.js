console.log('b begins')
exports.c = require('./c')
console.log('b ends')
