if (true) function f() { return 1; }
else function g() { return 2; }
console.log(f(), typeof g);
