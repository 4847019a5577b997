"use strict";

Object.defineProperty(exports, "__esModule", { value: true });
exports.limit = 10;
exports.default = function (text) {
  return text.slice(0, exports.limit);
};

module.exports = exports.default;
