var o = { m() { return arguments.callee; } };
function f() { return this && arguments.callee(); }
function g() { return g.caller === h || g.arguments; }
function h() { return g(); }
function k() { return arguments.callee.caller; }
