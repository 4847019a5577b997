"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.pack = void 0;
const encode_js_1 = require("./encode.js");
const pack = (value) => (0, encode_js_1.encode)(value);
exports.pack = pack;
