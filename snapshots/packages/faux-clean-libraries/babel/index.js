"use strict";

var _interopRequireDefault = require("@babel/runtime/helpers/interopRequireDefault");
Object.defineProperty(exports, "__esModule", {
  value: true
});
var _exportNames = {
  isFile: true,
  power: true,
  UNIT: true
};
Object.defineProperty(exports, "UNIT", {
  enumerable: true,
  get: function () {
    return _unit.default;
  }
});
exports.default = area;
exports.isFile = void 0;
Object.defineProperty(exports, "power", {
  enumerable: true,
  get: function () {
    return helpers.square;
  }
});
var _fs = _interopRequireDefault(require("fs"));
var helpers = _interopRequireWildcard(require("./helpers.js"));
var _unit = _interopRequireWildcard(require("./unit.js"));
var _counter = require("./counter.js");
Object.keys(_counter).forEach(function (key) {
  if (key === "default" || key === "__esModule") return;
  if (Object.prototype.hasOwnProperty.call(_exportNames, key)) return;
  if (key in exports && exports[key] === _counter[key]) return;
  Object.defineProperty(exports, key, {
    enumerable: true,
    get: function () {
      return _counter[key];
    }
  });
});
var cache;
function _interopRequireWildcard(e, t) { if (!t && e && e.__esModule) return e; var r, c, a = Object.defineProperty, n = { __proto__: null, default: e }; if (Object(e) !== e) return n; if (cache || "function" != typeof WeakMap || (cache = new WeakMap()), cache) { if (cache.has(e)) return cache.get(e); cache.set(e, n); } for (c in e) "default" !== c && {}.hasOwnProperty.call(e, c) && ((r = a && Object.getOwnPropertyDescriptor(e, c)) && (r.get || r.set) ? a(n, c, r) : n[c] = e[c]); return n; }
const isFile = name => _fs.default.existsSync(name);
exports.isFile = isFile;
function area(n) {
  return helpers.square((0, _unit.double)(n)) * _unit.default;
}
