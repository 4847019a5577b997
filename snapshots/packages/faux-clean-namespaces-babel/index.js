"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.units = exports.tools = exports.later = exports.label = void 0;
var units = _interopRequireWildcard(require("./units.js"));
exports.units = units;
var _tools = _interopRequireWildcard(require("./tools.js"));
exports.tools = _tools;
var cache;
function _interopRequireWildcard(e, t) { if (!t && e && e.__esModule) return e; var r, c, a = Object.defineProperty, n = { __proto__: null, default: e }; if (Object(e) !== e) return n; if (cache || "function" != typeof WeakMap || (cache = new WeakMap()), cache) { if (cache.has(e)) return cache.get(e); cache.set(e, n); } for (c in e) "default" !== c && {}.hasOwnProperty.call(e, c) && ((r = a && Object.getOwnPropertyDescriptor(e, c)) && (r.get || r.set) ? a(n, c, r) : n[c] = e[c]); return n; }
/** Names a size. */
const label = size => units.metres(size);
// Loads what few need.
exports.label = label;
const later = async () => (await Promise.resolve().then(() => _interopRequireWildcard(require('./lazy.js')))).half(4);
exports.later = later;
