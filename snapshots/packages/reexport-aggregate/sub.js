exports.sub = function (a, b) { return a - b }
