module.exports = require('both')
