'use strict'

// The engine loads it only when somebody asks.
const engine = require('engine')

module.exports = () => [engine.name, require('lonely')]
