"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.metre = exports.default = void 0;
const metre = exports.metre = 1;
var _default = exports.default = {
  metre
};
