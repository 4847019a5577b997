'use strict'

// Only this `require` gets another table.
require.extensions = {}

exports.count = Object.keys(require.extensions).length
