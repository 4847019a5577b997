const other = require('./stale-other')
module.exports = { name: 'stale', other: other }
