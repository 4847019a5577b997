"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.metres = exports.UNIT = void 0;
exports.UNIT = 'm';
const metres = (size) => `${size}${exports.UNIT}`;
exports.metres = metres;
