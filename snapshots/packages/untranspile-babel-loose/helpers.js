"use strict";

exports.__esModule = true;
exports.square = square;
function square(x) {
  return x * x;
}