exports.secret = function () { return 'internal' }
exports.unused = 1
