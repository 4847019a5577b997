'use strict'

// A `require` that stays has the same table.
exports.load = name => require(name)
exports.knows = extension => extension in require.extensions
