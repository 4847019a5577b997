exports.own = 1
