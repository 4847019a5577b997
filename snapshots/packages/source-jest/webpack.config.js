const base = require('./base')

module.exports = Object.assign(base, { entry: './src/index.ts' })
