const legacy = require('./lib/legacy')
const { compile } = require('./lib/legacy.js')
const modern = require('./lib/modern')

module.exports = { legacy, compile, modern }
