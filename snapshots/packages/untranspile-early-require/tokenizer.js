"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Mode = "data";
exports.reset = () => { exports.Mode = "reset"; };
