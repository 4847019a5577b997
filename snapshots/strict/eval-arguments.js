function f() { arguments = 1; return arguments; }
function g() { var arguments = 1; return arguments; }
function h(eval) { return eval; }
try { throw 1; } catch (eval) {}
function eval() {}
