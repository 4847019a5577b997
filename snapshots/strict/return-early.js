console.log(1);
if (process.argv.length) return;
console.log(String(new.target));
