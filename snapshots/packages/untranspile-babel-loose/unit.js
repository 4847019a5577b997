"use strict";

exports.__esModule = true;
exports.double = exports.default = void 0;
const UNIT = 1;
const double = x => 2 * x;
exports.double = double;
var _default = exports.default = UNIT;