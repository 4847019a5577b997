"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get UNIT () {
        return _unit.default;
    },
    get default () {
        return area;
    },
    get isFile () {
        return isFile;
    },
    get power () {
        return _helpers.square;
    }
});
const _export_star = require("@swc/helpers/_/_export_star");
const _interop_require_default = require("@swc/helpers/_/_interop_require_default");
const _interop_require_wildcard = require("@swc/helpers/_/_interop_require_wildcard");
const _fs = /*#__PURE__*/ _interop_require_default._(require("fs"));
const _helpers = /*#__PURE__*/ _interop_require_wildcard._(require("./helpers.js"));
const _unit = /*#__PURE__*/ _interop_require_wildcard._(require("./unit.js"));
_export_star._(require("./counter.js"), exports);
const isFile = (name)=>_fs.default.existsSync(name);
function area(n) {
    return _helpers.square((0, _unit.double)(n)) * _unit.default;
}
