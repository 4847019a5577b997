exports.twice = function (x) { return x + x; };
