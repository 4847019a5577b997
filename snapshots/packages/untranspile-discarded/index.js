"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.LIMIT = void 0;
const plain = require("./plain");
/** The most that there is. */
const LIMIT = 3;
exports.LIMIT = LIMIT;
const count = (list) => Math.min(plain(list), LIMIT);
exports.default = count;
// For CommonJS default export support
module.exports = count;
module.exports.default = count;
module.exports.LIMIT = LIMIT;
