"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
var tslib_1 = require("tslib");
exports.merge = function (one, other) { return tslib_1.__assign({}, one, other); };
exports.version = require("./version");
