const load = require
const helper = load('./helper')

exports.helper = helper
exports.evaluate = function (source) { return new Function('require', source)(require) }
exports.type = typeof require
exports.name = require.name
exports.list = ['fs', 'path'].map(require).length
exports.host = { require: require }
