"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.Shape = exports.VERSION = void 0;
exports.area = area;
const fs_1 = __importDefault(require("fs"));
const helpers_1 = require("./helpers");
const constants_1 = __importDefault(require("./constants"));
exports.VERSION = "1.0.0";
class Shape {
    constructor(side) {
        this.side = side;
    }
}
exports.Shape = Shape;
function area(shape) {
    return (0, helpers_1.square)(shape.side) * constants_1.default + typeof fs_1.default.statSync.length.length;
}
exports.default = area;
//# sourceMappingURL=index.js.map
