const fs = require('fs')
const path = require('path')

const plugins = {}

fs.readdirSync(path.join(__dirname, 'plugins')).forEach(function (file) {
  plugins[path.basename(file, '.js')] = require('./plugins/' + file)
})

exports.plugins = plugins

exports.locale = function (name) {
  return require(`./locales/${name}`)
}

exports.all = ['en', 'de'].map((name) => require(path.join(__dirname, 'locales', name)))

for (const name of ['os', 'url']) exports[name] = typeof require(name)
