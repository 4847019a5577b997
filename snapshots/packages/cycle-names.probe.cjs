const types = require('cycle-names/types');
module.exports = (rules) => [types.checks.name === rules.isName, types.test('abc'), rules.names(), Object.keys(types.checks), types.checks.limits, rules.limits];
