"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.half = exports.Side = void 0;
class Side { constructor(length) { this.length = length; } }
exports.Side = Side;
exports.half = (side) => new Side(side.length / 2);
