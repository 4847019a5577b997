"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.own = exports.plain = void 0;
var plain_dependency_1 = require("plain-dependency");
Object.defineProperty(exports, "plain", { enumerable: true, get: function () { return plain_dependency_1.plain; } });
exports.own = 1;
