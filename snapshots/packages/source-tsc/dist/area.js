"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.area = void 0;
exports.area = 1;
