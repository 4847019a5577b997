const store = require('./store')

store.limit = 5
store.extra = function () { return 'extra' }
store.count += 2

module.exports = function () { return [store.limit, store.extra(), store.describe(), store.count] }
