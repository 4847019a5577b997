module.exports = require('./lib/v2.0')
