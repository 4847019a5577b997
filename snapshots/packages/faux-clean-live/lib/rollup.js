'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

// Exports that the module assigns again.
exports.count = 0;
exports.total = 1;
exports.kind = void 0;
function increment() { exports.count++; exports.total += 2; return exports.count++; }
function reset() { exports.count = exports.total = 0; [exports.count, exports.total] = [1, 2]; ({ count: exports.count } = { count: 4 }); }
function setKind(it) { exports.kind = it; if (exports.kind) { --exports.total; } return exports.count; }
exports.ready = false;
if (typeof setKind === 'function') { exports.ready = true; }
var count_default = exports.count;
const up = () => { const n = ++exports.count; for (exports.count of [1, n]) { exports.kind = n; } return n; };

exports.default = count_default;
exports.increment = increment;
exports.reset = reset;
exports.setKind = setKind;
Object.defineProperty(exports, "sum", {
	configurable: true,
	enumerable: true,
	get: function () { return exports.total; }
});
exports.up = up;
