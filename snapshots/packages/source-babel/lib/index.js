"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.twice = void 0;
var _area = require("./area");
const twice = side => 2 * (0, _area.area)(side);
exports.twice = twice;
