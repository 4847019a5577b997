exports.three = 3
