"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.power = exports.isFile = exports.place = exports.Shape = exports.VERSION = void 0;
exports.measure = measure;
exports.default = area;
const fs_1 = __importDefault(require("fs"));
const path_1 = require("path");
const helpers = __importStar(require("./helpers.js"));
const unit_js_1 = __importStar(require("./unit.js"));
/** The version of the shape. */
exports.VERSION = '1.0.0';
class Shape {
    constructor(side) {
        this.side = side;
    }
}
exports.Shape = Shape;
// Measures twice.
function measure(shape) {
    return (0, unit_js_1.double)(shape.side) * unit_js_1.default + helpers.square(shape.side);
}
const place = (name) => (0, path_1.join)('shapes', name);
exports.place = place;
const isFile = (name) => fs_1.default.existsSync(name);
exports.isFile = isFile;
var helpers_js_1 = require("./helpers.js");
Object.defineProperty(exports, "power", { enumerable: true, get: function () { return helpers_js_1.square; } });
__exportStar(require("./counter.js"), exports);
function area(shape) {
    return measure(shape) + helpers.square(unit_js_1.default);
}
