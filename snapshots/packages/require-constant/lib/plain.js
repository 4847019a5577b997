'use strict'

module.exports = 'plain'
