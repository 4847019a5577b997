'use strict'

module.exports = process.env.LEVEL || 'info'
