;(function (root, host) {
  root.answer = 42
  if (host) host.exports = root
})(typeof exports === 'undefined' ? {} : exports, typeof module === 'object' && module)
