if (!Array.prototype.orderPolyfillLast) {
  Object.defineProperty(Array.prototype, 'orderPolyfillLast', {
    configurable: true,
    writable: true,
    value: function () { return this[this.length - 1] }
  })
}

const user = require('./user')

exports.last = user.last
