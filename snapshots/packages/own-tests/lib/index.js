const disk = require('./disk')

exports.disk = disk
exports.load = function (name) { return disk.read(exports.pathOf(name)) }
exports.pathOf = function (name) { return '/data/' + name }
