'use strict'

module.exports = { strict: false }
