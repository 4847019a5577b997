"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
class Shape {
    constructor(side) {
        this.side = side;
    }
}
exports.default = Shape;
