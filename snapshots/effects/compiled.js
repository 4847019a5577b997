"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    Object.defineProperty(o, k2, { enumerable: true, get: function() { return m[k]; } });
}) : (function(o, m, k, k2) {
    o[k2] = m[k];
}));
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
var __extends = (this && this.__extends) || (function () {
    var extendStatics = function (d, b) {
        extendStatics = Object.setPrototypeOf || function (d, b) { d.__proto__ = b; };
        return extendStatics(d, b);
    };
    return function (d, b) {
        extendStatics(d, b);
        function __() { this.constructor = d; }
        d.prototype = (__.prototype = b.prototype, new __());
    };
})();
var __exportStar = function(m, exports) {
    for (var p in m) if (p !== "default") __createBinding(exports, m, p);
};
var _createClass = function () { function defineProperties(target, props) { for (var i = 0; i < props.length; i++) { Object.defineProperty(target, props[i].key, props[i]); } } return function (C, p) { if (p) defineProperties(C.prototype, p); return C; }; }();
Object.defineProperty(exports, "__esModule", { value: true });
exports.Foo = void 0;
const path_1 = __importDefault(require("path"));
const dep_1 = _interopRequireDefault(require("dep"));
function _interopRequireDefault(obj) { return obj && obj.__esModule ? obj : { default: obj }; }
__exportStar(require("./other"), exports);
const file = path_1.default.join(__dirname, 'x');
var Foo = (function (_super) {
    __extends(Foo, _super);
    function Foo() { return _super !== null && _super.apply(this, arguments) || this; }
    Foo.prototype.print = function () { console.log(this); };
    return Foo;
}(dep_1.default.Base));
exports.Foo = Foo;
var Bar = function () {
  function Bar() { this.x = 1; }
  _createClass(Bar, [{ key: 'print', value: function print() { console.log(this); } }]);
  return Bar;
}();
var Kind;
(function (Kind) { Kind[Kind["A"] = 0] = "A"; })(Kind || (exports.Kind = Kind = {}));
dep_1.default.setting = 1;
