"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.shape = exports.size = void 0;
exports.size = 3;
exports.shape = "square";
