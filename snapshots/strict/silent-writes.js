undefined = 1; NaN = 1; Infinity = 1; crypto = {}; globalThis.undefined = 1;
function f() {} f.name = 'x'; f.length = 3;
'x'.foo = 1; (5).bar = 2;
var o = Object.freeze({ a: 1 }); o.a = 2; delete o.a;
process.version = 'x';
var g = function h() { h = 1; };
delete Object.prototype; delete [].length; delete f.prototype;
var s = 'abc'; s[0] = 'z'; s.length = 1;
var getter = { get a() { return 1; } }; getter.a = 2;
process.stdout = process.stdout;

var map = new Map()
map.size = 3
function sized (List) {
  var list = new List()
  list.size = 0
}
