"use strict";
exports.__esModule = true;
exports.limit = 2;
// The object that was there first is still seen here.
function seen() {
    return [exports.limit, Object.keys(exports)];
}
exports["default"] = seen;
module.exports = seen;
