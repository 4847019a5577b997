const stale = require('./stale')
// Keeps the object that stale.js throws away.
exports.keys = function () { return Object.keys(stale) }
