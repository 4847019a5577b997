'use strict'

const BuiltinModule = require('module')

// Some mocks have no class there.
const Module = module.constructor.length > 1 ? module.constructor : BuiltinModule

exports.isNode = Module === BuiltinModule
exports.finds = require('./finds')
