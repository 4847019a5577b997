'use strict'

const names = []
globalThis.umdEffects = (globalThis.umdEffects || 0) + 1

exports.add = (name) => names.push(name)
exports.names = names
