var fs = require('fs')
var path = require('path')

exports.load = function (name) {
  var text = fs.readFileSync(path.join(__dirname, 'plugins', name + '.txt'), 'utf8')
  var plugin = { exports: {} }
  new Function('module', 'exports', text)(plugin, plugin.exports)
  return plugin.exports
}
