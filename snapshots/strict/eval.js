eval('var ev = 1');
eval(process.argv[2]);
console.log(eval('010'));
eval('this');
