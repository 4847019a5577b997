'use strict'

const { fork } = require('child_process')

// What runs elsewhere.
const worker = require.resolve(
  './files.js'
)

exports.start = () => fork(worker, [require.resolve('./files')])
