'use strict'

module.exports = module.parent === undefined
