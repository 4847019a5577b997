"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.exists = exports.twice = void 0;
const fs = require("fs");
const double_1 = require("./double");
exports.twice = double_1.double;
const exists = (path) => fs.existsSync(path);
exports.exists = exists;
