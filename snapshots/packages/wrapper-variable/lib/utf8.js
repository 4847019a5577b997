'use strict'

var StringDecoder = require('string_decoder').StringDecoder

if (!StringDecoder.prototype.end) {
  StringDecoder.prototype.end = function () {}
}

exports.utf8 = function (bytes) {
  var decoder = new StringDecoder('utf8')
  return decoder.write(Buffer.from(bytes)) + decoder.end()
}
