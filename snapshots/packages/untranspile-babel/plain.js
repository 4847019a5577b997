"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = void 0;
var _path = require("path");
var _default = name => (0, _path.join)('plain', name);
exports.default = _default;