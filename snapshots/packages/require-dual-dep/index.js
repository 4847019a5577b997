const { Thing, registry } = require('dual-dep')
const dual = require('dual-dep')

registry.push('from require-dual-dep')

exports.Thing = Thing
exports.copy = dual.copy
exports.make = () => new Thing()
exports.isThing = (value) => value instanceof dual.Thing
exports.sync = require('module-sync-dep').copy
