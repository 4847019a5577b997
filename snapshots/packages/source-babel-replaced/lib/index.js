"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = tell;
var _fauxDependency = _interopRequireWildcard(require("faux-dependency"));
var _hiddenDependency = _interopRequireWildcard(require("hidden-dependency"));
var callable = _hiddenDependency;
var _area = _interopRequireDefault(require("./area"));
var _words = _interopRequireDefault(require("./words.json"));
var _path = require("path");
var _shapes = _interopRequireDefault(require("./shapes"));
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
var cache;
function _interopRequireWildcard(e, t) { if (!t && e && e.__esModule) return e; var r, c, a = Object.defineProperty, n = { __proto__: null, default: e }; if (Object(e) !== e) return n; if (cache || "function" != typeof WeakMap || (cache = new WeakMap()), cache) { if (cache.has(e)) return cache.get(e); cache.set(e, n); } for (c in e) "default" !== c && {}.hasOwnProperty.call(e, c) && ((r = a && Object.getOwnPropertyDescriptor(e, c)) && (r.get || r.set) ? a(n, c, r) : n[c] = e[c]); return n; }
/** Tells all there is. */
function tell(side) {
  const parts = [(0, _fauxDependency.default)(), _fauxDependency.named, _hiddenDependency.secret, callable.secret, (0, _area.default)(side), _words.default.length, new _shapes.default().name];
  return (0, _path.join)(...parts.map(String));
}
module.exports = exports.default;