"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.twice = void 0;
const half_1 = require("./half");
'use strict';
const path_1 = require("path");
const twice = (n) => 4 * (0, half_1.half)(n) + (0, path_1.basename)('').length;
exports.twice = twice;
