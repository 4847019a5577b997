"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.asset = exports.loaded = void 0;
const area_1 = require("./area");
const loaded = (name) => require(name);
exports.loaded = loaded;
const asset = (name) => __dirname + area_1.area + name;
exports.asset = asset;
