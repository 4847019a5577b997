exports.a = function () { return 'a' + exports.b() }
exports.b = function () { return require('./named-other').c() }
