"use strict";
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) exports[p] = m[p];
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.kind = void 0;
__exportStar(require("./extra"), exports);
var parts_1 = require("./parts");
Object.defineProperty(exports, "kind", { enumerable: true, get: function () { return parts_1.kind; } });
