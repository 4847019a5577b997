'use strict'

console.log('log is loaded')

const lines = []
exports.add = (line) => lines.push(line)
exports.lines = lines
