"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.file = exports.name = void 0;
const name_1 = require("./core/name");
Object.defineProperty(exports, "name", { enumerable: true, get: function () { return name_1.name; } });
exports.file = require.resolve("./core/name").slice(-7);
