"use strict";
function legacy() { return "legacy"; }
module.exports = legacy;
