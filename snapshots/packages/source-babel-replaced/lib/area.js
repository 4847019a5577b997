"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = void 0;
var _default = side => side * side;
exports.default = _default;
module.exports = exports.default;