function f(a, a) { return a; }
var last = function (_, _, c) { return _ + c; };
console.log(f(1, 2), last(1, 2, 3), f.length);
