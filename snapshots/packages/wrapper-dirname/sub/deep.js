var root = require('path').resolve(__dirname, '..')
module.exports = root
