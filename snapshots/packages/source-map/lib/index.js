"use strict";
const half_js_1 = require("./half.js");
exports.quarter = (n) => half_js_1.half(half_js_1.half(n));
//# sourceMappingURL=index.js.map
