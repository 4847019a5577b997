'use strict'
exports.a = require('./lib/kept').a
