'use strict'

// Each build has a class of its own.
const agents = require('agents')

module.exports = error => error instanceof agents.AgentError
