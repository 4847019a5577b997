function f() {}
f.displayName = 'x';
var o = { name: 'a' };
o.name = 'b'; o.length = 1;
delete o.length;
console.log(f.displayName, o.name, o.length);
var both = { get a() { return 1; }, set a(x) {} };
both.a = 2;
var changed = 'x';
changed = {};
changed.y = 1;
console.log(changed.y);
