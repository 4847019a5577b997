'use strict'

exports.core = function () { return 'core' }
exports.VERSION = 1
