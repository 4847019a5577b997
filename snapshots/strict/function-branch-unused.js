if (true) function f() { return 1; }
console.log(1);
