"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.limit = void 0;
const called_dependency_1 = require("called-dependency");
const plain = require("plain-dependency");
const place_1 = require("./place");
/** Says where it is. */
function tell(side) {
    return [(0, called_dependency_1.default)(side), plain(side), place_1.place.__dirname.length > 0, typeof place_1.place.file].join();
}
exports.limit = 10;
exports.default = tell;
module.exports = tell;
module.exports.default = tell;
module.exports.limit = exports.limit;
