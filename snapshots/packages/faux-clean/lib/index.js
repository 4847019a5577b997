"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.Shape = exports.area = exports.sizes = void 0;
exports.default = describe;
const path_1 = require("path");
const shape_1 = __importDefault(require("./shape"));
const units_1 = require("./units");
/** The sizes that there are. */
exports.sizes = ['s', 'm'];
var area_1 = require("./area");
Object.defineProperty(exports, "area", { enumerable: true, get: function () { return area_1.area; } });
Object.defineProperty(exports, "zone", { enumerable: true, get: function () { return area_1.zone; } });
var shape_2 = require("./shape");
Object.defineProperty(exports, "Shape", { enumerable: true, get: function () { return __importDefault(shape_2).default; } });
__exportStar(require("./units"), exports);
// Says what a shape is.
function describe(side) {
    const shape = new shape_1.default(side);
    return (0, path_1.basename)(`a/${exports.sizes[0]} ${(0, units_1.metres)(shape.side)}`);
}
