"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const fs_1 = __importDefault(require("fs"));
exports.read = (name) => fs_1.default.readFileSync(name);
