'use strict';

Object.defineProperty(exports, '__esModule', { value: true });
exports.default = void 0;

function once(fn) {
  let result;
  return () => (fn ? ((result = fn()), (fn = null), result) : result);
}

var _default = once;
exports.default = _default;
module.exports = exports.default;
module.exports.default = exports.default;
