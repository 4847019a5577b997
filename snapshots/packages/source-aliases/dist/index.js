exports.side = { length: 2 }
