module.exports = walkSync
walkSync.Walker = Walker

var walk = require('./walk')

function walkSync (names) {
  return new Walker(names).all()
}

function Walker (names) {
  this.names = names
}

Walker.prototype.all = function () {
  return this.names.filter(walk.isName)
}
