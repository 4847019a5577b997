exports.parse = text => Number(text)
exports.strict = require('sync-map/list').length > 0
