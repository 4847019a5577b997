exports.tool = 'require'
exports.stack = require('./cjs/index.js')
