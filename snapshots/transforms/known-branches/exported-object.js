(function (parser) {
  parser.parse = function (text) { return text.split(',') }
})(typeof exports === 'undefined' ? (this.parser = {}) : exports)
