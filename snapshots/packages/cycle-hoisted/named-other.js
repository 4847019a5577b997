var named = require('./named')
exports.c = function () { return 'c' }
exports.d = function () { return named.a() }
