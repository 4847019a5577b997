'use strict'

const { version } = require('../package.json')
const plugins = new Map()

globalThis.syncLoads = (globalThis.syncLoads || 0) + 1

module.exports = function run (args) {
  return args.includes('--version') ? version : `usage: sync-bin, ${plugins.size} plugins`
}

module.exports.use = function (name, plugin) {
  plugins.set(name, plugin)
}
