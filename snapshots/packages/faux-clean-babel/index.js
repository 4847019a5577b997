"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
var _exportNames = {
  power: true,
  Shape: true
};
Object.defineProperty(exports, "Shape", {
  enumerable: true,
  get: function () {
    return _shape.default;
  }
});
Object.defineProperty(exports, "power", {
  enumerable: true,
  get: function () {
    return _helpers.square;
  }
});
exports.twice = void 0;
var _helpers = require("./helpers.js");
var _shape = _interopRequireDefault(require("./shape.js"));
var _units = require("./units.js");
Object.keys(_units).forEach(function (key) {
  if (key === "default" || key === "__esModule") return;
  if (Object.prototype.hasOwnProperty.call(_exportNames, key)) return;
  if (key in exports && exports[key] === _units[key]) return;
  Object.defineProperty(exports, key, {
    enumerable: true,
    get: function () {
      return _units[key];
    }
  });
});
function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }
const twice = x => (0, _helpers.square)(x) * 2;
exports.twice = twice;
