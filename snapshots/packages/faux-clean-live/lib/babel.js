"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = exports.count = void 0;
exports.increment = increment;
exports.ready = exports.kind = void 0;
exports.reset = reset;
exports.setKind = setKind;
exports.up = exports.total = exports.sum = void 0;
var _count, _count2;
// Exports that the module assigns again.
let count = exports.count = 0;
let total = exports.sum = exports.total = 1;
let kind = exports.kind = void 0;
function increment() {
  _count = count++, exports.count = count, _count;
  exports.sum = exports.total = total = total + 2;
  return _count2 = count++, exports.count = count, _count2;
}
function reset() {
  exports.count = count = exports.sum = exports.total = total = 0;
  [count, total] = [1, 2];
  exports.count = count, exports.sum = exports.total = total;
  ({
    count
  } = {
    count: 4
  });
  exports.count = count;
}
function setKind(it) {
  exports.kind = kind = it;
  if (kind) {
    exports.sum = exports.total = --total;
  }
  return count;
}
let ready = exports.ready = false;
if (typeof setKind === 'function') {
  exports.ready = ready = true;
}
var _default = exports.default = count;
const up = () => {
  const n = exports.count = ++count;
  for (let _count3 of [1, n]) {
    exports.count = count = _count3;
    exports.kind = kind = n;
  }
  return n;
};
exports.up = up;
