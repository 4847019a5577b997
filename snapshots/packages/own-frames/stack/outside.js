'use strict'

const lines = require('./lines')
const own = __dirname + '/'

// The first file on the stack that is not in this folder.
module.exports = function () {
  const names = lines(new Error('here').stack.split('\n'))
  return names.find((file) => file.slice(0, own.length) !== own)
}
