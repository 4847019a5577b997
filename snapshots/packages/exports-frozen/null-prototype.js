module.exports = Object.create(null)
module.exports.key = 'value'
