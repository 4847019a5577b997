var x = 1; <!-- one
console.log(x);
--> two
/* three */ --> four
var y = 2;
console.log(y<!--y
);
