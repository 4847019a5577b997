module.exports = function (a, b, c) {}
