 // Kept beside the call.
var make = require('./lib/make')

module.exports = make('indented').name
