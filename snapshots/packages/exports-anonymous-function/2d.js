// The file's name does not begin like an identifier.
module.exports = function (x, y) { return x * x + y * y; };
