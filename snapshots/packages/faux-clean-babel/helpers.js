"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.square = square;
function square(x) {
  return x * x;
}
