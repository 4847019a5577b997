"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.one = void 0;
exports.one = 1;
