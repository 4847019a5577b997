module.exports = function (_, _, third) { return [_, third] }
