'use strict'

module.exports = typeof module.constructor._findPath === 'function'
