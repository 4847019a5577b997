exports.a = require('./a')
exports.hidden = require('./private/hidden')
