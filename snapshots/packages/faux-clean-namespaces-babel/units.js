"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.metres = exports.UNIT = void 0;
const UNIT = exports.UNIT = 'm';
const metres = size => `${size}${UNIT}`;
exports.metres = metres;
