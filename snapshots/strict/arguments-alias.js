function a(x) { arguments[0] = 2; return x; }
function b(x) { x = 2; return arguments[0]; }
function c(x) { x = x || 1; return Math.max.apply(this, arguments); }
function d(x) { Array.prototype.splice.call(arguments, 0, 1, 'z'); return x; }
function e(x, y) {
  if (typeof x === 'function') { y = x; x = undefined; }
  return arguments.length + ':' + typeof arguments[0];
}
function f(x) { for (var i = 0; i < 2; i++) { console.log(arguments[0]); x = i; } }
function g(x) { var args = arguments; x = 1; return args[0]; }
function h(x) { var x = 1; return () => arguments[0]; }
function i(x) {
  switch (typeof x) {
    case 'object': x = Object.keys(x);
    default: x = [].slice.call(arguments);
  }
}
function j(x) { var first = arguments[0]; function x() {} return first; }
