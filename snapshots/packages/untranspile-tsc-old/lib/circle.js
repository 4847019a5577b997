"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.circle = function (radius) { return Math.PI * radius * radius; };
