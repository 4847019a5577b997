'use strict'

// Nothing is loaded before it is needed.
Object.defineProperty(exports, 'heavy', {
  configurable: true,
  enumerable: true,
  get: function () { return require('./heavy') }
})

Object.defineProperty(exports, 'version', { enumerable: true, value: '3.0.0' })
Object.defineProperty(exports, '_secret', { value: 'hidden' })

exports.eager = function () { return 'eager' }
