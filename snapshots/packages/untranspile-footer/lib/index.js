"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports["default"] = void 0;

var _memoize = _interopRequireDefault(require("./memoize.js"));

var _loud = _interopRequireDefault(require("./loud"));

function _interopRequireDefault(obj) { return obj && obj.__esModule ? obj : { "default": obj }; }

// Greets everybody only once.
var _default = (0, _memoize["default"])(function (name) {
  return (0, _loud["default"])("hello " + name);
});

exports["default"] = _default;
module.exports = exports["default"];
