"use strict";

exports.__esModule = true;
exports["default"] = void 0;

// How often to try.
var _default = function _default(count) {
  return count + 1;
};

exports["default"] = _default;
module.exports = exports["default"];
