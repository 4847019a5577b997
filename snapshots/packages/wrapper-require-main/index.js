#!/usr/bin/env node
'use strict'

function greet (name) { return 'hello ' + name }

module.exports = greet

if (require.main === module) {
  console.log(greet(process.argv[2] || 'world'))
}
