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
const square = (x)=>x * x;
