exports.paths = require('./lib/paths')
exports.other = require('./lib/paths.cjs')
