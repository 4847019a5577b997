"use strict";
exports.__esModule = true;
exports.made = require("./plain")([1, 2]);
module.exports = { made: true };
