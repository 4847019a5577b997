function length(x) { x = x || 1; return [x, arguments.length]; }
function rest(x) { x = x || 1; return arguments[1] + [].slice.call(arguments, 1).join(); }
function before(x) { var all = Array.prototype.slice.call(arguments); x = 5; return [all[0], x]; }
function value(x) { x = arguments.length > 1 ? arguments[0] : 7; return x; }
function closure(x) { var n = arguments[0]; return function () { x = n + 1; return x; }; }
function read(x, y) { return Math.max.apply(null, arguments) + x + y; }
function simple(x = 1) { x = 2; return arguments[0]; }
function write(x) { arguments[1] = 3; return [x, arguments[1]]; }
console.log(length(0), rest(1, 2, 3), before(1), value(3, 4), closure(1)(), read(1, 2));
console.log(simple(3), write(1));
