"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.range = range;
const limits_js_1 = require("./lib/limits.js");
function range() {
    return [limits_js_1.min, limits_js_1.max, (0, limits_js_1.middle)()];
}
