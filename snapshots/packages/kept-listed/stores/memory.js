module.exports = function (options) {
  with (options || {}) {
    return typeof name === 'string' ? name : 'memory'
  }
}
