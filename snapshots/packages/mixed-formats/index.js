const modern = require('./modern.mjs')
const typeless = require('./typeless')

exports.modern = modern.value
exports.typeless = typeless.default()
exports.later = () => import('./modern.mjs').then((ns) => ns.value)
exports.legacy = () => import('./legacy.cjs').then((ns) => ns.default)
