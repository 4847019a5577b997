var package = { name: 'x', version: 1 };
var static = 1, let = [2], yield = 3;
var _static = 'taken';
function f(await) { return await; }
function g({ interface, private = 5, deep: public }) { return { interface, private, public }; }
var implements;
({ implements } = { implements: 6 });
function protected(x) { return x + 1; }
console.log(package.name, static, _static, let[0], yield, f(7), g({ interface: 4, deep: 8 }));
console.log(implements, protected(1), { static, package: package.version });
try { throw 9; } catch (await) { console.log(await); }
console.log(((await) => await)(10));
var \u0061wait = 11;
console.log(await, let + 1, typeof static);
