exports.has = typeof __dirname !== 'undefined' && typeof __filename === 'string'
exports.base = typeof __dirname === 'undefined' ? 'unknown' : require('path').basename(__dirname)
