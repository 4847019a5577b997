"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.strict = exports.default = void 0;
const strict = exports.strict = true;
var _default = text => text.trim();
exports.default = _default;
