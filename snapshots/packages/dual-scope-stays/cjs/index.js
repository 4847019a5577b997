const { last } = require('./last.js')

module.exports = function stack () { return last(module.paths) }
