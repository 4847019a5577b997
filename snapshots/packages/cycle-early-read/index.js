exports.options = { debug: false }
exports.early = 'early'
const plugin = require('./plugin')
exports.late = 'late'
exports.plugin = plugin
