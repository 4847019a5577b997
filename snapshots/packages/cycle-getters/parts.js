"use strict";
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) exports[p] = m[p];
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.kind = void 0;
__exportStar(require("./extra"), exports);
var user_1 = require("./user");
Object.defineProperty(exports, "use", { enumerable: true, get: function () { return user_1.use; } });
exports.kind = "part";
