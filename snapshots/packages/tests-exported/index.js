exports.twice = function (n) { return n * 2 }
