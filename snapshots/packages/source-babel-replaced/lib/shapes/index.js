"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = void 0;
var _names = require("./names");
class Shape {
  get name() {
    return _names.names[0];
  }
}
var _default = exports.default = Shape;
module.exports = exports.default;