"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.parent = parent;
exports.known = void 0;
var _is = require("./is.js");
const known = exports.known = {
  Call: (0, _is.default)("Call", null),
  check: _is.default
};
function parent(type) {
  return type === "Call" ? "Node" : undefined;
}
