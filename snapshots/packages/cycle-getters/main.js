"use strict";
exports.parts = require("./parts");
