exports.value = 42
exports.later = require('./later')
