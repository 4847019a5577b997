'use strict'

// CRLF everywhere
const path = require('path')

exports.sep = path.sep
exports.text = `a
b`
