"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.twice = twice;
function twice(size) { return 2 * size; }
