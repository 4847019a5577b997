module.exports = require('twofold')()
