"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.join = exports.zone = exports.area = void 0;
const area = (side) => side * side;
exports.area = area;
const zone = (side) => (0, exports.area)(side) + 1;
exports.zone = zone;
var path_1 = require("path");
Object.defineProperty(exports, "join", { enumerable: true, get: function () { return path_1.join; } });
