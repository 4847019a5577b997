'use strict'

exports.double = (n) => n * 2
exports.size = (n) => String(n).length
