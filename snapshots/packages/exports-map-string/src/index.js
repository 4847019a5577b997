const { secret } = require('./secret')

exports.tell = function () { return secret() }
