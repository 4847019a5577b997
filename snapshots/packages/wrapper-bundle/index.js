exports.standalone = require('./dist/standalone.js')
exports.tables = require('./dist/tables.js')
