exports.limit = 1
exports.count = 0
exports.describe = function () { return 'limit ' + exports.limit }
