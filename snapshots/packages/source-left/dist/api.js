"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const index_1 = require("./index");
module.exports = { limit: index_1.limit, twice: (side) => side * 2 };
