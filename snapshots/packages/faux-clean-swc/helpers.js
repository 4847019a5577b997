"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "square", {
    enumerable: true,
    get: function() {
        return square;
    }
});
function square(x) {
    return x * x;
}
