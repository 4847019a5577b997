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
    get Shape () {
        return Shape;
    },
    get VERSION () {
        return VERSION;
    },
    get default () {
        return area;
    },
    get isFile () {
        return isFile;
    },
    get measure () {
        return measure;
    },
    get place () {
        return place;
    },
    get power () {
        return _helpers.square;
    }
});
const _fs = /*#__PURE__*/ _interop_require_default(require("fs"));
const _path = require("path");
const _helpers = /*#__PURE__*/ _interop_require_wildcard(require("./helpers.js"));
const _unit = /*#__PURE__*/ _interop_require_wildcard(require("./unit.js"));
_export_star(require("./counter.js"), exports);
function _export_star(from, to) {
    Object.keys(from).forEach(function(k) {
        if (k !== "default" && !Object.prototype.hasOwnProperty.call(to, k)) {
            Object.defineProperty(to, k, {
                enumerable: true,
                get: function() {
                    return from[k];
                }
            });
        }
    });
    return from;
}
function _interop_require_default(obj) {
    return obj && obj.__esModule ? obj : {
        default: obj
    };
}
function _getRequireWildcardCache(nodeInterop) {
    if (typeof WeakMap !== "function") return null;
    var cacheBabelInterop = new WeakMap();
    var cacheNodeInterop = new WeakMap();
    return (_getRequireWildcardCache = function(nodeInterop) {
        return nodeInterop ? cacheNodeInterop : cacheBabelInterop;
    })(nodeInterop);
}
function _interop_require_wildcard(obj, nodeInterop) {
    if (!nodeInterop && obj && obj.__esModule) return obj;
    if (obj === null || typeof obj !== "object" && typeof obj !== "function") return {
        default: obj
    };
    var cache = _getRequireWildcardCache(nodeInterop);
    if (cache && cache.has(obj)) return cache.get(obj);
    var newObj = {
        __proto__: null
    };
    var hasPropertyDescriptor = Object.defineProperty && Object.getOwnPropertyDescriptor;
    for(var key in obj){
        if (key !== "default" && Object.prototype.hasOwnProperty.call(obj, key)) {
            var desc = hasPropertyDescriptor ? Object.getOwnPropertyDescriptor(obj, key) : null;
            if (desc && (desc.get || desc.set)) Object.defineProperty(newObj, key, desc);
            else newObj[key] = obj[key];
        }
    }
    newObj.default = obj;
    if (cache) cache.set(obj, newObj);
    return newObj;
}
const VERSION = '1.0.0';
class Shape {
    constructor(side){
        this.side = side;
    }
}
function measure(shape) {
    return (0, _unit.double)(shape.side) * _unit.default + _helpers.square(shape.side);
}
const place = (name)=>(0, _path.join)('shapes', name);
const isFile = (name)=>_fs.default.existsSync(name);
function area(shape) {
    return measure(shape) + _helpers.square(_unit.default);
}
