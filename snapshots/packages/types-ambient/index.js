exports.count = 2
