exports.internal = require('#internal')
exports.platform = require('#platform').name
exports.own = () => require('exports-map-subpaths/feature').name
