fill(module, 3)

function fill (target, count) {
  target.exports = function counted () { return count }
}
