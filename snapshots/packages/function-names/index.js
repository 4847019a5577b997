'use strict'

exports.declared = declared
exports.expression = function expression () {}
exports.renamed = function original () {}
exports.arrow = () => {}
exports.Class = class Given {}
exports.method = { method () {} }.method
exports.bound = declared.bind(null)
exports['dashed-name'] = function () {}
exports.static = class { static name () { return 'own name' } }
exports.names = [declared, exports.expression, exports.renamed, exports.bound].map((fn) => fn.name)

function declared (a, b = 1, ...rest) {}
