// Printed by a bundler: nothing in here is Node's.
module.exports = (function (modules) {
  var cache = {}
  function require (id) {
    if (cache[id]) return cache[id].exports
    var module = cache[id] = { exports: {} }
    modules[id].call(module.exports, require, module, module.exports)
    return module.exports
  }
  return require(0)
})([
  function (require, module, exports) {
    exports.name = require(1)
    exports.number = require(2).number
  },
  function (require, module, exports) { module.exports = 'bundled' },
  function (require, module, exports) { exports.number = 7 }
])
