var fs = require('fs')
var path = require('path')

var greeting = fs.readFileSync(path.join(__dirname, 'greeting.txt'), 'utf8').trim()

exports.greet = new Function('name', 'return ' + JSON.stringify(greeting) + '.replace("$", name)')
exports.plugin = require('./lib/plugin')
