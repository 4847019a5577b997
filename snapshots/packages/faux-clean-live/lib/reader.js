"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// Values as they were when this was loaded.
const { count } = require("./tsc");
const { total } = require("./babel");
const { sum } = require("./swc");
const { kind } = require("./esbuild");
exports.first = () => [count, total, sum, kind];
