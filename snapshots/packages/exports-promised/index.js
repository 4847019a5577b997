const fs = require('fs')

function parse (text) {
  return text.split('=')
}

function config (path) {
  return Config.parse(fs.readFileSync(path, 'utf8'))
}

const Config = {
  config,
  parse,
  version: '1.0.0'
}

// Importers see these names.
module.exports.config = Config.config
module.exports.parse = Config.parse
module.exports.version = Config.version

module.exports = Config
