"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.count = void 0;
exports.increment = increment;
let count = exports.count = 0;
function increment() {
  exports.count = count = count + 1;
  return count;
}