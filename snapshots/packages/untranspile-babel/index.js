"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
var _exportNames = {
  VERSION: true,
  Shape: true,
  measure: true,
  place: true,
  isFile: true,
  power: true
};
exports.VERSION = exports.Shape = void 0;
exports.default = area;
exports.isFile = void 0;
exports.measure = measure;
exports.place = void 0;
Object.defineProperty(exports, "power", {
  enumerable: true,
  get: function () {
    return helpers.square;
  }
});
var _fs = _interopRequireDefault(require("fs"));
var _path = require("path");
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
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
/** The version of the shape. */
const VERSION = exports.VERSION = '1.0.0';
class Shape {
  constructor(side) {
    this.side = side;
  }
}

// Measures twice.
exports.Shape = Shape;
function measure(shape) {
  return (0, _unit.double)(shape.side) * _unit.default + helpers.square(shape.side);
}
const place = name => (0, _path.join)('shapes', name);
exports.place = place;
const isFile = name => _fs.default.existsSync(name);
exports.isFile = isFile;
function area(shape) {
  return measure(shape) + helpers.square(_unit.default);
}