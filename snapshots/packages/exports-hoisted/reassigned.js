function pick () { return 'first' }
exports.pick = pick
pick = function () { return 'second' }
exports.second = pick
