'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

const UNIT = 1;

const double = (x) => 2 * x;

exports.default = UNIT;
exports.double = double;
