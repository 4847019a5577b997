(function (make) {
  if (typeof exports === 'object' && typeof module !== 'undefined') {
    module.exports = make()
  } else {
    self.sums = make()
  }
})(function () {
  return (function () {
    function start (table, cache, entries) {
      var outer = typeof require == 'function' && require
      function load (id) {
        if (!cache[id]) {
          if (!table[id]) {
            if (outer) return outer(id, true)
            throw new Error("Cannot find module '" + id + "'")
          }
          var module = cache[id] = { exports: {} }
          table[id][0].call(module.exports, function (name) {
            return load(table[id][1][name] || name)
          }, module, module.exports)
        }
        return cache[id].exports
      }
      for (var at = 0; at < entries.length; at++) load(entries[at])
      return load
    }
    return start
  })()({ 1: [function (require, module, exports) {
    var add = require('./add')
    exports.sum = function (list) { return list.reduce(add, 0) }
  }, { './add': 2 }], 2: [function (require, module, exports) {
    module.exports = function add (a, b) { return a + b }
  }, {}] }, {}, [1])(1)
})
