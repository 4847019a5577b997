function Thing(x) {
  if (!(this instanceof Thing)) return new Thing(x);
  this.x = x;
}
Thing.prototype.get = function () { return this.x; };
Thing.create = function () { return this; };
var o = { x: 1, m: function () { return this.x; }, get y() { return this.x; } };
console.log(Thing(1).get(), new Thing(2).get(), o.m(), o.y, Thing.create() === Thing);
console.log((function () { return this.x; }).call(o), this === module.exports || true);
class A { m() { return typeof this; } }
console.log((0, new A().m)());
function strict() { 'use strict'; return this; }
console.log(strict());
function Bound() {
  var fn = (this && this !== globalThis && this instanceof Bound) ? 'new' : 'call';
  return [fn];
}
console.log(new Bound(), [1].map(Bound));
(function () { var self = this || {}; console.log(typeof self); }).call(this);
