if (true) { console.log(early()); function early() { return 1; } }
function outer(f) { { function f() {} } return f; }
console.log(outer(3));
