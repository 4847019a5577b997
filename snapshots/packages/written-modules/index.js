const table = require('./lib/table')

// The name of a colour.
module.exports = function name (code) {
  return table[code]
}
