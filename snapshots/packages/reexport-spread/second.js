exports.both = 'second'
exports.b = 'second b'
