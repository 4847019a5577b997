"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.seen = void 0;
exports.seen = process.env.SOURCE_ORDER;
