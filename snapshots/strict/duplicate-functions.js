var P = console.log;
// first
function f() { return 1; }

// second
function f() { return 2; }
P(f());
var g;
function g() { return 3; }
P(typeof g);
function h() { return 4; }
var h = 5;
P(h);
function k() {}
var a = 1, k, b = 2;
P(typeof k, a, b);
function inner() {
  function twice() { return 1; }
  function twice() { return 2; }
  var twice;
  return twice();
}
P(inner());
