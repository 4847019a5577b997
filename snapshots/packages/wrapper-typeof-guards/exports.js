var api = { a: 1 }

if (typeof exports !== 'undefined') {
  if (typeof module !== 'undefined' && module.exports) {
    exports = module.exports = api
  }
  exports.api = api
} else {
  this.api = api
}
