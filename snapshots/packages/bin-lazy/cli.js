#!/usr/bin/env node
if (process.argv[2] === '--version') {
  console.log(require('./package').version)
  process.exit()
}

const commands = {
  help: () => require('./commands/help'),
  build: () => require('./commands/build')
}

const name = process.argv[2] === '--help' ? 'help' : 'build'
commands[name]()(process.argv.slice(3))
