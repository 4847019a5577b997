"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.parsed = void 0;
const typed_dependency_1 = require("typed-dependency");
const parsed = (text, options) => (0, typed_dependency_1.parse)(text, options);
exports.parsed = parsed;
