const fs = require('fs')

if (process.env.DEBUG) require('./lib/prints')

exports.fs = fs
