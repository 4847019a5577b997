var package = require('./package.json')
var static = { root: '/' }
var await = require('./wait')
let yield_ = 1
var interface = 'interface', public = true

function let_ (eval) { return eval }

exports.name = package.name
exports.static = static
exports.wait = await
exports.public = [interface, public, yield_, let_(1)]
exports.private = function (private) { return private }
