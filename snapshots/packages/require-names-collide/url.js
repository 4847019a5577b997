// Exports a name that the file uses for something else.
var make = 'make'

exports.make = function () { return make }
exports.call = function () { return exports.make() }
module.exports = Object.assign(function () { return 'url' }, module.exports)
