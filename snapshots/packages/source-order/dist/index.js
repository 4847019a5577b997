"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.seen = void 0;
const process_1 = __importDefault(require("process"));
process_1.default.env.SOURCE_ORDER = 'set';
const seen_1 = require("./seen");
Object.defineProperty(exports, "seen", { enumerable: true, get: function () { return seen_1.seen; } });
