exports.sub = require('./sub')
exports.marked = require('./marked/file')
exports.cjs = require('./legacy/old.cjs')
