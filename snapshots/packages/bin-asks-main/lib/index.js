exports.double = function (n) { return n * 2 }
