"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.twice = void 0;
const half_1 = require("./half");
const twice = (n) => 4 * (0, half_1.half)(n);
exports.twice = twice;
