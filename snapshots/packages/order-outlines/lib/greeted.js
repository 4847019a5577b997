'use strict'

const patched = require('./patched')

exports.greeting = patched.greet()
