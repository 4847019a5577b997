"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.encode = void 0;
const encode = (value) => JSON.stringify(value);
exports.encode = encode;
