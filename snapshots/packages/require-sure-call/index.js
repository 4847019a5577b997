'use strict'

const make = () => {
  const made = { name: 'made' }
  made.log = require('./lib/log.js')
  return made
}
exports.made = make()

function early (skip) {
  if (skip) return null
  return require('./lib/skipped.js')
}
exports.skipped = early(true)

console.log('index goes on')

const finish = () => require('./lib/finish.js')
exports.finish = finish()
