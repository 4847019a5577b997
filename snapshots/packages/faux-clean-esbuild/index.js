var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __reExport = (target, mod, secondTarget) => (__copyProps(target, mod, "default"), secondTarget && __copyProps(secondTarget, mod, "default"));
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var index_exports = {};
__export(index_exports, {
  Shape: () => Shape,
  VERSION: () => VERSION,
  default: () => area,
  isFile: () => isFile,
  measure: () => measure,
  place: () => place,
  power: () => import_helpers.square
});
module.exports = __toCommonJS(index_exports);
var import_fs = __toESM(require("fs"));
var import_path = require("path");
var helpers = __toESM(require("./helpers.js"));
var import_unit = __toESM(require("./unit.js"));
var import_helpers = require("./helpers.js");
__reExport(index_exports, require("./counter.js"), module.exports);
const VERSION = "1.0.0";
class Shape {
  constructor(side) {
    this.side = side;
  }
}
function measure(shape) {
  return (0, import_unit.double)(shape.side) * import_unit.default + helpers.square(shape.side);
}
const place = (name) => (0, import_path.join)("shapes", name);
const isFile = (name) => import_fs.default.existsSync(name);
function area(shape) {
  return measure(shape) + helpers.square(import_unit.default);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  Shape,
  VERSION,
  isFile,
  measure,
  place,
  power,
  ...require("./counter.js")
});
