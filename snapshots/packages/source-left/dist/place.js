"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.place = void 0;
const place = { __dirname, file: __filename };
exports.place = place;
