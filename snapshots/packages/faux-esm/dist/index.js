"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.default = main;
exports.name = void 0;
Object.defineProperty(exports, "parse", {
  enumerable: true,
  get: function () {
    return _parse.default;
  }
});
var _parse = _interopRequireWildcard(require("./parse"));
var _path = _interopRequireDefault(require("path"));
var util = _interopRequireWildcard(require("util"));
function _interopRequireWildcard(obj) {
  if (obj && obj.__esModule) return obj;
  var result = { default: obj };
  if (obj) for (var key in obj) if (key !== "default") result[key] = obj[key];
  return result;
}
function _interopRequireDefault(obj) { return obj && obj.__esModule ? obj : { default: obj }; }
const name = exports.name = _path.default.basename('/faux/esm');
function main(text) {
  return util.format('%s %s', (0, _parse.default)(text), _parse.strict);
}
