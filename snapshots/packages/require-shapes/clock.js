var count = 0
exports.now = function () { return ++count }
