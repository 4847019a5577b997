'use strict'

// `import` finds another set.
module.exports = require('other').seen
