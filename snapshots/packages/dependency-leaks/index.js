const { part } = require('starred')

exports.whole = function () { return part + ' and more' }
