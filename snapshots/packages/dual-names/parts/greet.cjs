'use strict'

const { join } = require('path')

module.exports = { greet: function greet (name) { return 'hello ' + name }, worker: join('..', 'worker.cjs') }
