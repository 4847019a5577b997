const get = require('../get')
module.exports = { get: (key) => (object) => get(object, key) }
