exports.Shape = require('./shape')
exports.Circle = require('./circle')
exports.registry = require('./registry')
