"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.name = void 0;
const faux_dependency_1 = require("faux-dependency");
exports.name = (0, faux_dependency_1.default)();
