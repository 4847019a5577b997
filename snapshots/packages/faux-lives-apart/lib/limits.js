"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.max = exports.min = void 0;
exports.middle = middle;
exports.min = 998, exports.max = 1002;
function middle() {
    return (exports.min + exports.max) / 2;
}
