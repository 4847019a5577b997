exports.other = 1
