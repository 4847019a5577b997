exports.one = 1
