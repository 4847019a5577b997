exports.label = 'early'
const part = require('./part')

module.exports = function whole () { return part() }
