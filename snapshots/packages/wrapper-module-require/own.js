exports.size = 3
