globalThis.syncLoads = (globalThis.syncLoads || 0) + 1

const parse = require('./parse')
const settings = require('./settings')

exports.parse = parse.parse
exports.settings = settings
exports.mode = require('#mode').mode
exports.feature = name => require(`./features/${name}`)
