"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.count = void 0;
exports.increment = increment;
exports.count = 0;
function increment() { return exports.count += 1; }
