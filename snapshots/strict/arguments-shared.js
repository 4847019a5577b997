// `arguments` goes on to others after a parameter was assigned.
function log() { return [].slice.call(arguments).join(); }
function a(x) { x = x || 1; return log.apply(this, arguments); }
function b(x, y) {
  if (typeof x === 'function') y = x, x = {};
  return [y ? typeof y : 'none', log.apply(null, arguments), arguments.length];
}
function c(x) { for (var i = 0; i < 3; i++) x = log.apply(this, arguments); return x; }
function d(x, y) { y += 1; return [].slice.call(arguments, 0, 2); }
function e(x, y) { var last = arguments[arguments.length - 1]; y = 7; return [last, arguments[arguments.length - 1]]; }
function f(x) { const set = () => { x = 3; }; set(); return log(...arguments); }
console.log(a(), a(0), a(5, 6));
console.log(b(log), b(1, 2), b());
console.log(c('a'), c('a', 'b'), c());
console.log(d(1, 2), d(1), d());
console.log(e(1, 2), e(1), e(1, 2, 3));
console.log(f(1), f());
