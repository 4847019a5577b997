"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.shape = exports.size = void 0;
exports.area = area;
const parts_1 = require("./parts");
Object.defineProperty(exports, "size", { enumerable: true, get: function () { return parts_1.size; } });
Object.defineProperty(exports, "shape", { enumerable: true, get: function () { return parts_1.shape; } });
function area() {
    return parts_1.size * parts_1.size;
}
