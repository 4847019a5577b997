module.exports = require('./lib/names')
