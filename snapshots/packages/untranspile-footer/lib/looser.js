"use strict";

exports.__esModule = true;
exports.default = half;
function half(n) {
  return n / 2;
}
module.exports = exports.default;
module.exports.default = exports.default;
