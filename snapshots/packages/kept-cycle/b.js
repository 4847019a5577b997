const a = require('./a')
exports.call = function (o) { with ({ o: o }) { return a.name } }
