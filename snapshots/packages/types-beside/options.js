exports.defaults = { size: 1 }
