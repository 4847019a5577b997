exports.limit = 10
