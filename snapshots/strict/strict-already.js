'use strict';
function f(a) { a = 2; return arguments[0] + String(this); }
{ function g() {} }
console.log(f(1), typeof g, typeof (function () { return this; })());
var await = 3;
console.log(await);
