"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.use = use;
var all_1 = require("./all");
function use() {
    return all_1.kind;
}
