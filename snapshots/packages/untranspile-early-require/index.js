"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.parse = parse;
exports.html = require("./html.js");
var tokenizer_1 = require("./tokenizer.js");
Object.defineProperty(exports, "Mode", { enumerable: true, get: function () { return tokenizer_1.Mode; } });
function parse(text, html) {
    return [text, html, tokenizer_1.Mode];
}
