function Counter () {
  this.count = 0
}

// Node and browsers
if (typeof module !== 'undefined' && module.exports) {
  module.exports = Counter
} else {
  window.Counter = Counter
}
