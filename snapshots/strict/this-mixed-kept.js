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
function commented(x) {
  x.push(1)
  // What comes next;
  this.pushed = x
}
exports.commented = commented;
commented([]);
function matched(x) {
  var pattern = /x/
  this.pattern = pattern
}
exports.matched = matched;
matched();
