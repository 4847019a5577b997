module.exports = function range (from, to) {
  return from < to ? [from].concat(range(from + 1, to)) : []
}
