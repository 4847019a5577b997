var P = console.log;
P(typeof f, typeof g);
{ function f() { return 1; } }
P(typeof f, f.name);
if (true) { function g() { return g; } g(); }
P(g() === g);
if (false) { function c() { return 1; } } else { function c() { return 2; } }
P(c());
try { function tf() { return 1; } } catch (e) {}
P(tf());
for (var i = 0; i < 1; i++) { function lf() { return i; } }
P(lf());
switch (1) { case 1: function sf() { return 1; } }
P(sf());
function outer() { if (true) { function inner() { return 3; } } return inner(); }
P(outer());
var known = 1;
{ function known() {} }
P(typeof known);
{ function hidden() { return 4; } P(hidden()); }
{ async function later() {} function* steps() {} }
P(typeof later, typeof steps);
