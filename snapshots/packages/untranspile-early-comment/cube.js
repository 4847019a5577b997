"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Cube = void 0;
class Cube { }
exports.Cube = Cube;
