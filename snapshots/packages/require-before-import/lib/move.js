const remove = require('./remove')

// Sloppy: the parameter and `arguments` are the same.
module.exports = function move (from, to) {
  to = to || 'trash'
  return [remove(from), arguments[1]]
}
