"use strict";
// No helper, and not among what `import` finds.
var tslib = require("tslib");
module.exports = function () { return tslib.version; };
