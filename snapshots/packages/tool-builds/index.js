const shipped = require('shipped')

module.exports = () => shipped()
