const create = require('./create')

module.exports = create({ prefix: '#' })
module.exports.create = create
