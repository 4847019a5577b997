const main = require('./index')

// One is there already, the other is not.
exports.seen = [main.early, typeof main.late === 'undefined' ? 'nothing' : main.late]
exports.now = function () { return main.late }
main.options.debug = true
