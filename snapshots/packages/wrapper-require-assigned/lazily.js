'use strict'

module.exports = function (load) {
  return function lazily (name, alias) {
    Object.defineProperty(lazily, alias || name, { get: function () { return load(name) } })
  }
}
