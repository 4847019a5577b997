"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const UNIT = 1;
exports.default = UNIT;
