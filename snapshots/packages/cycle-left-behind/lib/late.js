const empty = require('./empty')

module.exports = function () { return empty.label }
