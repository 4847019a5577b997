'use strict';

Object.defineProperty(exports, '__esModule', { value: true });

exports.Level = void 0;
(function (Level) {
    Level[Level["Low"] = 0] = "Low";
    Level[Level["High"] = 1] = "High";
})(exports.Level || (exports.Level = {}));
const names = { low: exports.Level.Low };
exports.Other = void 0; (function (Other) {
  const A = 'a'; Other["A"] = A;
})(exports.Other || (exports.Other = {}));
function find(name) { return name ? names[name] : exports.Other.A; }

exports.find = find;
