'use strict'

const agents = require('agents')

exports.check = name => (0, agents.isAgent)(name)
exports.again = name => agents.isAgent.call(void 0, name)
exports.failure = require('./failure')
exports.level = require('./level')
