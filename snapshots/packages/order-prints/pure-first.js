// What runs before the second require can be seen by nobody.
const limit = 10
const names = ['x', 'y']
const c = require('./pure')

exports.list = names.slice(0, limit).concat(c)
