'use strict'

if (process.env.NODE_ENV !== 'production') {
  (function () {
    module.exports = { strict: true, stack: process.env.STACK || 'short' }
  })()
}
