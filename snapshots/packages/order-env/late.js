// Reads what index.js writes.
exports.seen = require('./config').loadedBy
