#!/usr/bin/env node
'use strict'

if (process.argv[2] === '--help') {
  console.log('usage: order-usage [name]')
  process.exit(0)
}
process.stdout.write('')

// It only reads the environment, which nothing above changes.
const settings = require('./lib/settings')
// This one can be seen.
const greeting = require('./lib/greeting')

console.log(settings.prefix, greeting, process.argv[2])
