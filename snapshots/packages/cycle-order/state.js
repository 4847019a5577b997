'use strict'

const handler = require('./handler')

// `handler.js` has run by now, as nothing loads it but this file.
exports.handlers = [handler.run, new handler.Handler()]
exports.depth = 2
