const { sep } = require('path')
module.exports = sep
