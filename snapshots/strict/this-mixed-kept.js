function f() { return new this.Thing(); }
exports.f = f;
f();
function g(globalThis) { return this === undefined; }
exports.g = g;
function h() {
  var x = 1
  this.x = x
}
exports.h = h;
h();
