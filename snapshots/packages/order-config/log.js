const { values } = require('settings')
// Read while loading.
const level = values.level

module.exports = function (message) { return level + ': ' + message }
