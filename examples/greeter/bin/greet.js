#!/usr/bin/env node
'use strict'

const greeter = require('..')
const { version } = require('../package')

function main (args) {
  if (args.includes('--version')) return version
  const [name = 'world', language] = args
  return greeter(name, { language })
}

if (require.main === module) {
  console.log(main(process.argv.slice(2)))
}

module.exports = main
