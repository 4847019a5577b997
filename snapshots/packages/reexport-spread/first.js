exports.a = 'first a'
exports.both = 'first'
