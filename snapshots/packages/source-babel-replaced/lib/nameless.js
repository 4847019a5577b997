"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = void 0;
class _default {
  static of() {
    return new this();
  }
}
exports.default = _default;
module.exports = exports.default;