"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.kind = exports.total = void 0;
let total = 1;
exports.total = total;
// One statement gives values to a variable's export and to one without a variable.
function set(it) {
    total = it;
    exports.total = total, exports.kind = it;
}
exports.set = set;
