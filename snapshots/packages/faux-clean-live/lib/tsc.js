"use strict";
var _a;
Object.defineProperty(exports, "__esModule", { value: true });
exports.up = exports.ready = exports.kind = exports.sum = exports.total = exports.count = void 0;
exports.increment = increment;
exports.reset = reset;
exports.setKind = setKind;
// Exports that the module assigns again.
exports.count = 0;
let total = 1;
exports.total = total;
exports.sum = total;
function increment() { exports.count++; exports.sum = exports.total = total += 2; return exports.count++; }
function reset() { exports.count = exports.sum = exports.total = total = 0; _a = [1, 2], exports.count = _a[0], exports.sum = exports.total = total = _a[1]; ({ count: exports.count } = { count: 4 }); }
function setKind(it) { exports.kind = it; if (exports.kind) {
    exports.sum = exports.total = --total;
} return exports.count; }
exports.ready = false;
if (typeof setKind === 'function') {
    exports.ready = true;
}
exports.default = exports.count;
const up = () => { const n = ++exports.count; for (exports.count of [1, n]) {
    exports.kind = n;
} return n; };
exports.up = up;
