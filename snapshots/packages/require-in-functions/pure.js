'use strict'
exports.add = function (a, b) { return a + b }
