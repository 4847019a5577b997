'use strict'

exports.scope = typeof self !== 'undefined' ? self.name : 'none'
exports.origin = typeof location !== 'undefined' && location.origin
