module.exports = require('./helper')
