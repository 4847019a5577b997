exports.name = require('./name')
