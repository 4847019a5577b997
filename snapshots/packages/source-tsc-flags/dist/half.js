"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.half = void 0;
const half = (n) => n / 2;
exports.half = half;
