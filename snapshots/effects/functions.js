const dep = require('dep');
function prints() { console.log('x'); }
function calls() { return prints(); }
function pure(x) { return x + 1; }
function even(n) { return n === 0 || odd(n - 1); }
function odd(n) { return n !== 0 && even(n - 1); }
function loop() { other(); }
function other() { loop(); global.x = 1; }
function never() { process.env.X = 1; }
const one = pure(1);
const two = calls();
const three = even(2);
other();
const make = () => () => { console.log('made'); };
const made = make();
made();
const both = [pure, prints];
both.forEach((f) => f());
dep(prints);
dep.on('x', never);
class Service { constructor() { this.start(); } start() { console.log('start'); } stop() {} }
const service = new Service();
service.stop();
class Quiet { field = prints(); }
class Loud { static field = prints(); }
class Block { static { prints(); } }
const api = { init() { setTimeout(pure); }, quiet() {} };
api.quiet();
api.init();
function patch(target) { target.extra = 1; }
patch({});
patch(dep);
patch(Array.prototype);
patch(exports);
function outer(target) { patch(target); }
outer(String.prototype);
(function () { exports.inner = 1; }.call(this));
(() => { prints(); })();
new Promise((resolve) => { prints(); resolve(); });
Promise.resolve().then(prints);
'x'.replace(/x/, () => { prints(); return ''; });
function store(fn) { exports.stored = fn; }
store(function () { console.log('stored'); });
function invoke(fn) { fn(); }
invoke(function () { console.log('invoked'); });
const bound = prints.bind(null);
bound();
prints.call(null);
exports.stored();
const services = [service, new Service()];
services[0].start();
services.forEach((each) => each.start());
for (const each of services) each.start();
const later = []; later.push(prints); later[0]();
const jobs = new Map([['x', prints]]); jobs.get('x')();
dep([{ run() { prints(); } }]);
const names = dep.list.reduce((set, name) => set.add(name), new Set());
class Sum { add() { prints(); } }
function second(a, b) { b.x = 1; return b; }
second(dep, {});
second({}, dep);
second.apply(null, [{}, dep]);
second.call(null, {}, dep);
second(...[{}, dep]);
second({}, {}).y = 1;
second(dep, {}).y = 1;
const prepared = second.bind(null, {}, dep);
const harmless = second.bind(null, {});
class Base { constructor(a, b) { b.x = 1; } }
class Child extends Base {}
new Child(dep, {});
new Child({}, dep);
