undefined = 1; NaN = 1; Infinity = 1; crypto = {}; globalThis.undefined = 1;
function f() {} f.name = 'x'; f.length = 3;
'x'.foo = 1; (5).bar = 2;
var o = Object.freeze({ a: 1 }); o.a = 2; delete o.a;
process.version = 'x';
var g = function h() { h = 1; };
delete Object.prototype; delete [].length; delete f.prototype;
