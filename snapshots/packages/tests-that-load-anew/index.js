exports.greet = require('./lib/greet')
exports.plain = require('./lib/plain')
