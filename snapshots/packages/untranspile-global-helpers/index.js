"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isFile = isFile;
const tslib_1 = require("tslib");
const fs_1 = tslib_1.__importDefault(require("fs"));
const size_1 = tslib_1.__importDefault(require("./lib/size"));
// Whether there is a file of this name.
function isFile(name) { return fs_1.default.existsSync(name) && size_1.default > 0; }
