exports.given = require('./lib/given')
exports.twice = n => n * 2
