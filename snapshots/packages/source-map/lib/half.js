"use strict";
exports.half = (n) => n / 2;
//# sourceMappingURL=half.js.map
