const path = require('path')

exports.file = path.basename(module.filename)
exports.id = path.basename(module.id)
exports.paths = module.paths[0] === path.join(__dirname, 'node_modules')
exports.hasParent = function () { return module.parent != null }
exports.loaded = function () { return module.loaded }
exports.load = (name) => module.require(name).name
exports.children = () => module.children.length
