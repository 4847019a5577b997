const Store = require('./store')

module.exports = new Store('default')
module.exports.Store = Store
