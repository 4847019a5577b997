exports.pinned = require('./pinned')
exports.free = require('./free')
