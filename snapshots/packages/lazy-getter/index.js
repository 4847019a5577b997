module.exports = require('./lib/main')
