"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.double = exports.default = void 0;
const double = x => 2 * x;
exports.double = double;
var _default = exports.default = 1;
