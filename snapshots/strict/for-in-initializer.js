for (var i = 0 in {});
console.log(i);
