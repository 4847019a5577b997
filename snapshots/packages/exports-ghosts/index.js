'use strict'

exports.real = 1

if (false) exports.ghost = 2

function never () { exports.unborn = 3 }

if (exports.typo === undefined) exports.typo = null
exports.gone = 1
delete exports.gone
