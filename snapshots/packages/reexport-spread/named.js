const first = require('./first')
const second = require('./second')

module.exports = { ...first, ...second }
