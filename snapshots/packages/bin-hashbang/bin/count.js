#!/usr/bin/env node

var count = require('../lib/count')
var pkg = require('../package.json')

console.log(pkg.name + '@' + pkg.version)
process.stdout.write(count(process.argv.slice(2)) + '\n')
process.exitCode = 3
