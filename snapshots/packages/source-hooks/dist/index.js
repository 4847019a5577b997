"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.run = void 0;
const double_1 = require("./double");
const run = (n) => (0, double_1.double)(n) + 1;
exports.run = run;
