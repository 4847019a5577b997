const util = require('util')
exports.inspect = util.inspect