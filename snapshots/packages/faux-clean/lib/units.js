"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.UNIT = void 0;
exports.metres = metres;
exports.UNIT = 'm';
function metres(size) { return size + exports.UNIT; }
