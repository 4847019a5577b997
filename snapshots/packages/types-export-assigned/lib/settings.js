'use strict'

const settings = { limit: 80, version: '1.0.0' }

module.exports = settings
module.exports.limit = settings.limit
module.exports.version = settings.version
