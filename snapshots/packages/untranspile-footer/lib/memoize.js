"use strict";

Object.defineProperty(exports, "__esModule", { value: true });
exports.default = memoize;

/** Remembers what `f` returned. */
function memoize(f) {
  var known = new Map();
  return function (key) {
    if (!known.has(key)) known.set(key, f(key));
    return known.get(key);
  };
}
module.exports = exports.default;
module.exports.default = exports.default;
