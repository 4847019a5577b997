"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.twice = exports.default = void 0;
var _fauxDependency = _interopRequireDefault(require("faux-dependency"));
var _area = require("./area");
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
/** Twice the area. */
const twice = side => `${(0, _fauxDependency.default)()} ${2 * (0, _area.area)(side)}`;
exports.twice = twice;
var _default = exports.default = twice;