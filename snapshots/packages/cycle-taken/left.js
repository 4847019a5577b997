exports.left = left
exports.both = both

const { right } = require('./right')

function left () {
  return 'left'
}

function both () {
  return left() + right()
}
