'use strict';
const path = require('path');
const { join } = require('node:path');
const dep = require('dep');
const { a, b: { c } } = dep;
const inherited = dep.Base.prototype;
const file = join(__dirname, 'x', path.basename(__filename));
const list = [1, 2, 3].map((n) => n * 2).filter(Boolean);
const table = Object.freeze({ a: 1, b: [2] });
const text = `x${list.join()}`.toUpperCase().split('');
function Local() { this.x = 1; }
Local.prototype.get = function () { return console.log(this.x); };
Local.prototype[Symbol.iterator] = function* () {};
class Derived extends dep.Base { static names = new Map(); #x = 1; m() { process.exit(); } }
Derived.create = () => new Derived();
exports.Local = Local;
exports.a = exports.b = void 0;
Object.defineProperty(exports, '__esModule', { value: true });
Object.defineProperty(exports, 'late', { enumerable: true, get() { console.log('late'); } });
module.exports.more = Object.assign({}, table, { z: 1 });
if (!dep.ok) exports.ok = false;
for (const key of Object.keys(table)) exports[key] = table[key];
['x', 'y'].forEach(function (name) { exports[name] = dep[name]; });
const instance = new Local();
const cache = new Map([['a', 1]]); cache.set('b', 2);
list.push(4);
delete table.a;
const { length } = list, second = list[1];
let counter = 0; counter++; counter += 2;
const isWindows = process.platform === 'win32';
const [major] = process.versions.node.split('.').map(Number);
const run = new Function('a', 'return a');
Object.keys(dep).forEach((key) => { if (key !== 'default') exports[key] = dep[key]; });
label: for (;;) { break label; }
exports = module.exports = Local;
const slice = Array.prototype.slice.call([1, 2]);
const has = Function.prototype.call.bind(Object.prototype.hasOwnProperty);
const data = require(path.join(__dirname, 'package.json'));
