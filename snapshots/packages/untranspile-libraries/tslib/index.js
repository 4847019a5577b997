"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isFile = exports.UNIT = exports.power = void 0;
exports.default = area;
const tslib_1 = require("tslib");
const fs_1 = tslib_1.__importDefault(require("fs"));
const helpers = tslib_1.__importStar(require("./helpers.js"));
const unit_js_1 = tslib_1.__importStar(require("./unit.js"));
tslib_1.__exportStar(require("./counter.js"), exports);
var helpers_js_1 = require("./helpers.js");
Object.defineProperty(exports, "power", { enumerable: true, get: function () { return helpers_js_1.square; } });
var unit_js_2 = require("./unit.js");
Object.defineProperty(exports, "UNIT", { enumerable: true, get: function () { return tslib_1.__importDefault(unit_js_2).default; } });
const isFile = (name) => fs_1.default.existsSync(name);
exports.isFile = isFile;
function area(n) { return helpers.square((0, unit_js_1.double)(n)) * unit_js_1.default; }
