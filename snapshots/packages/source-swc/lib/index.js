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
    get default () {
        return _default;
    },
    get side () {
        return side;
    }
});
const _fauxdependency = /*#__PURE__*/ _interop_require_default(require("faux-dependency"));
const _path = require("path");
function _interop_require_default(obj) {
    return obj && obj.__esModule ? obj : {
        default: obj
    };
}
function side(it) {
    return (0, _path.basename)(`a/${(0, _fauxdependency.default)()} ${it.length}`);
}
const _default = side;
