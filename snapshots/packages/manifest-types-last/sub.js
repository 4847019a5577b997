exports.deep = true
