#!/usr/bin/env node
// Never asks for require.main.
const describe = require('../lib/describe')

console.log(describe(require.resolve('../package.json')), typeof require)
