'use strict'

// What changes is not the same in both.
const { level } = require('agents')

module.exports = () => level
