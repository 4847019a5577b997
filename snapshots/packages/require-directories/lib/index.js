exports.both = require('./both')
exports.folder = require('./both/')
exports.manifest = require('./with-manifest')
exports.dotted = require('./v1.min')
exports.json = require('./only-json')
exports.weird = require('./sub/../both')
exports.up = require('./sub/up')
exports.name = 'lib'
