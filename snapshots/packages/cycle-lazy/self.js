// A file that requires itself.
exports.name = 'self'
exports.me = require('./self')
