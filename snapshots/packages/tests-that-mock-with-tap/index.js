exports.greet = require('./lib/greet')
exports.part = require('./lib/part')
