"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Cube = exports.half = exports.areaDep = exports.Side = void 0;
const side_1 = require("./side");
Object.defineProperty(exports, "Side", { enumerable: true, get: function () { return side_1.Side; } });
// The same areas for everybody.
exports.areaDep = require("area-dep");
exports.half = side_1.half;
const cube_1 = require("./cube");
Object.defineProperty(exports, "Cube", { enumerable: true, get: function () { return cube_1.Cube; } });
