exports.counter = 0
exports.bump = function () { exports.counter++ }
