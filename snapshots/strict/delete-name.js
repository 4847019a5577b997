var x = 1;
console.log(delete x, x);
delete x;
function f(a) { return delete a; }
console.log(f(1));
