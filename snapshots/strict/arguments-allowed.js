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
function branch(x) { if (x) { x = [x]; } else { x = [].slice.call(arguments); } return x; }
function leaves(x) { if (!x) { x = 1; return x; } return Math.max.apply(null, arguments); }
function counted(x) {
  var more = [];
  x = x || 9;
  for (var i = 1; i < arguments.length; i++) more.push(arguments[i]);
  for (var all = arguments, k = 0; k + 1 < all.length; k++) more.push(all[k + 1]);
  return more.concat(x);
}
console.log(branch(0, 2), leaves(0, 2), leaves(1, 2), counted(0, 1, 2));
function cases(x) {
  switch (typeof x) {
    case 'object': x = Object.keys(x); break;
    default: x = [].slice.call(arguments);
  }
  return x;
}
console.log(cases({ a: 1 }), cases(1, 2));
