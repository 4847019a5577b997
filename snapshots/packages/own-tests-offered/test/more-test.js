module.exports = require('../lib/get-test')
