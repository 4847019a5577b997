exports.get = require('./get')
exports.fp = require('./fp')
