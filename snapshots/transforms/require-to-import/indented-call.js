 // Kept beside the call.
var name = require('./lib/make')('indented').name

module.exports = name
