'use strict'

// The first file on the stack that is not this one.
module.exports = function () {
  const lines = new Error('here').stack.split('\n').slice(1)
  const files = lines.map((line) => line.replace(/^.*?\(?(\S+?):\d+:\d+\)?$/, '$1'))
  return files.find((file) => file !== __filename)
}
