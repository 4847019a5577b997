'use strict'

const rules = require('./rules')

const checks = { name: rules.isName, limits: rules.limits, extra: rules.extra }

exports.checks = checks
exports.names = function () { return Object.keys(checks) }
exports.test = (value) => rules.isName(value)
