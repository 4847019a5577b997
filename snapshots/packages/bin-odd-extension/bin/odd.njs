#!/usr/bin/env node
var sum = require('../').sum

console.log(sum(process.argv.slice(2).map(Number)))
