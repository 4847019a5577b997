require('./globals')
const value = require('./reads-global')

exports.value = value
