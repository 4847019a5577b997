"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.double = void 0;
const double = (n) => 2 * n;
exports.double = double;
