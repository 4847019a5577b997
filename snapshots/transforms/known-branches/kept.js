if (typeof module === 'undefined') {
  var shared = 1
}
if (typeof window === 'undefined' && typeof module === 'object') module.exports = { shared: shared }
