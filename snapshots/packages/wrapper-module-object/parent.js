// The old way to ask for the program's own folder.
var path = require('path')
exports.parent = module.parent ? path.basename(module.parent.filename || 'none') : null
