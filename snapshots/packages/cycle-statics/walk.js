module.exports = walk

var walkSync = require('./sync')

walk.sync = walkSync
// Whoever loads `sync.js` first comes here when that member is there, and nothing else of it.
var Walker = walk.Walker = walkSync.Walker

function walk (names, done) {
  setImmediate(done, null, new Walker(names).all())
}

walk.isName = function (name) {
  return typeof name === 'string'
}
