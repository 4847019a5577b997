var impl = process.platform === 'win32' ? require('./windows') : require('./posix')
var os = typeof process === 'object' && require('os')
const store = process.env.STORE_FILE ? require('./missing-on-purpose') : new Map()

if (process.env.REQUIRE_CONDITIONAL_DEBUG) {
  require('./debug')
}

var crypto
if (typeof crypto === 'undefined') crypto = require('crypto')

switch (impl.name) {
  case 'posix':
    exports.extra = require('./extra')
    break
  default:
    exports.extra = null
}

exports.name = impl.name
exports.eol = os && os.EOL.length > 0
exports.store = store
exports.random = crypto.randomBytes(4).length
