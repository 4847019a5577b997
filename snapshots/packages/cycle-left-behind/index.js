const whole = require('./lib/whole')
const empty = require('./lib/empty')

exports.label = function () { return whole() }
exports.kind = function () { return empty() }
