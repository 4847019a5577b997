var P = console.log;
var root = (function () { return this; })() || 'fallback';
P(root === globalThis);
function f() { this.qq = 1; }
f();
P(qq);
(function () { var self = this; P(self === globalThis, (() => this === self)()); })();
!function () { P(this === globalThis); }();
(function () { P(this === globalThis); }).call(null);
var late = function () { return this; };
P(late() === globalThis);
