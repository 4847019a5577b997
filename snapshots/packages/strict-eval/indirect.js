exports.run = function (source) { return (0, eval)(source) }
exports.make = new Function('a', 'return a + 010')
