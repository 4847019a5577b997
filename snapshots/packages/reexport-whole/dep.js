module.exports = require('tiny-dep')
