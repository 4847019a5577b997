require('./index')
const nothing = require('./empty')

exports.keys = Object.keys(nothing)
