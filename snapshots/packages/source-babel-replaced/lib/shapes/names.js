"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.names = exports.default = void 0;
const names = exports.names = ['square'];
var _default = exports.default = names;