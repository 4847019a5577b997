var global = Function('return this')()
exports.same = global === globalThis
