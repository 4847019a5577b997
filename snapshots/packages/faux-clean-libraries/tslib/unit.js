"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.double = void 0;
const double = (x) => 2 * x;
exports.double = double;
exports.default = 1;
