exports.size = 1
