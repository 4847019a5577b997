const other = { name: 'cycle' }

const { partner } = require('./partner')

module.exports.name = other.name
module.exports.partner = partner

module.exports = other
