module.exports = require('./lib/function').helper
