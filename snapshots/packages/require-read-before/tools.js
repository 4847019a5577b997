exports.twice = function (n) { return 2 * n }
exports.half = function (n) { return n / 2 }
