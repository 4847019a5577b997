var result = []
{
  const require = (x) => 'fake ' + x
  const module = { exports: {} }
  module.exports.x = require('fs')
  result.push(module.exports)
}
try { throw 1 } catch (exports) { result.push(exports) }
module.exports = result
