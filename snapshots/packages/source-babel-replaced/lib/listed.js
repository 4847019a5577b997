"use strict";

Object.defineProperty(exports, "__esModule", {
  value: true
});
exports.default = void 0;
const listed = exports.default = {
  one: 1
};
module.exports = exports.default;