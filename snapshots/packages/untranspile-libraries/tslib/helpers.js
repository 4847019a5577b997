"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.square = void 0;
const square = (x) => x * x;
exports.square = square;
