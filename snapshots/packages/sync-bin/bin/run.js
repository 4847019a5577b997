#!/usr/bin/env node
'use strict'

const run = require('../lib/run')

if (require.main === module) {
  console.log(run(process.argv.slice(2)))
}
