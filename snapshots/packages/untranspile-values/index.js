"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.run = void 0;
const made_1 = __importDefault(require("./made"));
const kind_1 = __importDefault(require("./kind"));
const marked_1 = __importDefault(require("./marked"));
const own_1 = __importDefault(require("./own"));
const whole_1 = __importDefault(require("./whole"));
const run = () => [
    (0, made_1.default)(2),
    made_1.default.name,
    new kind_1.default().kind,
    marked_1.default(),
    own_1.default(),
    Object.keys(whole_1),
];
exports.run = run;
