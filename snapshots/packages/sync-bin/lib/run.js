'use strict'

const fs = require('fs')
const path = require('path')
const { version } = require('../package.json')
const plugins = new Map()

globalThis.syncLoads = (globalThis.syncLoads || 0) + 1

const help = fs.readFileSync(path.join(__dirname, 'texts', 'help.txt'), 'utf8')

module.exports = function run (args) {
  return args.includes('--version') ? version : `${help}${plugins.size} plugins`
}

module.exports.use = function (name, plugin) {
  plugins.set(name, plugin)
}

module.exports.manifest = function () {
  return JSON.parse(fs.readFileSync(path.join(__dirname, '../package.json'), 'utf8')).name
}

module.exports.cache = path.relative(path.join(__dirname, '..', 'package.json'), path.join(__dirname, '..', '.cache'))

module.exports.named = module.exports.manifest()

module.exports.completion = function (shell) {
  return fs.readFileSync(path.join(__dirname, '..', 'completion', shell), 'utf8')
}

module.exports.bash = module.exports.completion('bash')
