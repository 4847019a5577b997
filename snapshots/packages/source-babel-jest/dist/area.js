"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.area = void 0;
const area = side => side * side;
exports.area = area;