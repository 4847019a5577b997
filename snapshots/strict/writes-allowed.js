function f() {}
f.displayName = 'x';
var o = { name: 'a' };
o.name = 'b'; o.length = 1;
delete o.length;
console.log(f.displayName, o.name, o.length);
