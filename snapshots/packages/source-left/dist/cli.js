#!/usr/bin/env node
"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.run = void 0;
const index_1 = require("./index");
const run = () => console.log((0, index_1.default)(2));
exports.run = run;
if (require.main === module) {
    (0, exports.run)();
}
