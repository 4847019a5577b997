"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.increment = exports.count = void 0;
let count = exports.count = 0;
const increment = () => {
  exports.count = count = count + 1;
};
exports.increment = increment;
