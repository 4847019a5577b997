"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = is;
var _define = require("./define.js");
function is(type, node) {
  if (!node) return false;
  return node.type === type || (0, _define.parent)(node.type) === type;
}
