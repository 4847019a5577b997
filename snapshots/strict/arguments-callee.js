var P = console.log;
P((function (n) { return n < 2 ? 1 : n * arguments.callee(n - 1); })(5));
var fib = function (n) { return n < 2 ? n : arguments.callee(n - 1) + arguments.callee(n - 2); };
P(fib(10), fib.name);
function f() { return typeof arguments.callee; }
P(f());
var o = { run: function () { return arguments.callee.name; } };
P(o.run());
P([1, 2].map(function(n) { return n > 1 ? n : arguments.callee(n + 1); }).join());
