"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.start = exports.Ruler = exports.Units = exports.Level = void 0;
exports.measure = measure;
var Level;
(function (Level) {
    Level[Level["Low"] = 1] = "Low";
    Level[Level["High"] = 2] = "High";
})(Level = exports.Level || (exports.Level = {}));
var Units;
(function (Units) {
    Units.metre = 1;
})(Units = exports.Units || (exports.Units = {}));
var Ruler = /** @class */ (function () {
    function Ruler() {
    }
    return Ruler;
}());
exports.Ruler = Ruler;
exports.start = Level.Low;
function measure(level) { return level * Units.metre; }
