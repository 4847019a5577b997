const index = require('./')

exports.names = function () { return Object.keys(index) }
