module.exports = require('../package').name
