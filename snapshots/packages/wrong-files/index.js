exports.good = require('./good')
exports.broken = function () { return require('./broken') }
