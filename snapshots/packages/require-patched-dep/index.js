const dep = require('patchable')
const { hello: original } = dep

dep.hello = (name) => original(name) + '!'
dep.patched = true
delete dep.obsolete
Object.assign(dep.options, { loud: true })

const { hello } = require('patchable')

exports.hello = hello
exports.keys = Object.keys(dep)
exports.internal = require('./patches-internal')
