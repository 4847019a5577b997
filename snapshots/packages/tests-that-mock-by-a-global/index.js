exports.greet = require('./lib/greet')
