"use strict";

function _interopRequireDefault(obj) { return obj && obj.__esModule ? obj : { default: obj }; }

var _transpiled = _interopRequireDefault(require("transpiled"));
var _plain = _interopRequireDefault(require("plain"));

module.exports = [_transpiled.default(), _plain.default()];
