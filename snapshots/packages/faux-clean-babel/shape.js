"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = void 0;
class Shape {
  side = 3;
}
var _default = exports.default = Shape;
