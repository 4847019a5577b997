function f() { return this.x; }
exports.f = f;
f();
var o = { m() { return this === undefined; }, g: function () { return typeof this; } };
var h = function () { return this || 1; };
exports.h = h;
exports.guarded = function () { if (!this) return 1; return this.x; };
