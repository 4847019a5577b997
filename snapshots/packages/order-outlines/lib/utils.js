'use strict'

const own = {}.hasOwnProperty

exports.extend = function (child, parent) {
  for (const key in parent) {
    if (own.call(parent, key)) child[key] = parent[key]
  }
  function Made () {
    this.constructor = child
  }
  Made.prototype = parent.prototype
  child.prototype = new Made()
  return child
}

exports.fill = function (options) {
  options.set = (options.set || 0) + 1
  return options
}
