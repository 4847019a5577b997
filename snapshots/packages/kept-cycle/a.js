const b = require('./b')
exports.name = 'a'
exports.call = function () { return b.call(this) }
