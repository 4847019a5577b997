var util = require('util')

if (typeof util.inherits === 'function') {
  module.exports = util.inherits
} else {
  exports.slow = true
  module.exports = function inherits (child, parent) {
    return Object.setPrototypeOf(child, parent)
  }
}

module.exports.version = exports.slow ? 1 : 2
