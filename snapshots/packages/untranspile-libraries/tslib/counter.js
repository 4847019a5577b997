"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.increment = exports.count = void 0;
exports.count = 0;
const increment = () => { exports.count += 1; };
exports.increment = increment;
