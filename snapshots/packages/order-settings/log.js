'use strict'

const { level } = require('./config')

module.exports = (message) => `${level}: ${message}`
