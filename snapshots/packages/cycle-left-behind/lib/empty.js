const late = require('./late')

module.exports = function empty () { return late() }
