'use strict'

// The module that `import` finds has no default.
const named = require('named')

module.exports = () => Object.keys(named)
