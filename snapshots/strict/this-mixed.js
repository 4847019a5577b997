function f() { return this.x; }
exports.f = f;
f();
var o = { m() { return this === undefined; }, g: function () { return typeof this; } };
var h = function () { return this || 1; };
exports.h = h;
exports.guarded = function () { if (!this) return 1; return this.x; };
function mixin(object) {
  if (!object) object = this;
  object.mixed = 1;
  var self = this;
  this.count = 1;
  return [this, new Date(this.count)]
}
var holder = { mixin: mixin };
mixin();
console.log(mixed, count, holder.mixin()[0] === holder, holder.mixed);
console.log(f(), f.call({ x: 5 }), o.m(), (0, o.m)(), (0, o.g)(), h() === globalThis, (0, exports.guarded)());
var seen = [];
function same(a, b) { seen.push(a === b); }
[1].forEach(function () { same(this, global); });
console.log(seen);
