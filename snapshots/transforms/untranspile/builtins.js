"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
var __importStar = (this && this.__importStar) || function (mod) {
    if (mod && mod.__esModule) return mod;
    var result = {};
    if (mod != null) for (var k in mod) if (k !== "default" && Object.prototype.hasOwnProperty.call(mod, k)) result[k] = mod[k];
    result["default"] = mod;
    return result;
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.read = read;
exports.place = place;
const fs_1 = __importDefault(require("fs"));
const assert_1 = __importDefault(require("assert"));
const path = __importStar(require("path"));
const os = __importStar(require("os"));
function read(name) {
    (0, assert_1.default)(name);
    return fs_1.default.readFileSync(name);
}
function place(name) {
    return path.join(path.default.sep, name, os.unheardOf);
}
