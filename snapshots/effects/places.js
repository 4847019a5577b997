const buffer = require('buffer');
function copy(from, to) { for (const key in from) to[key] = from[key]; }
function Strict(value) { if (!value) throw new Error('no value'); return value; }
copy(buffer.Buffer, Strict);
copy(Strict, {});
function both(list, call) { list.forEach(call); }
both(['a'], function log(it) { console.log(it); });
function run(name, ...calls) { for (const call of calls) call(name); }
run('a', function log(it) { console.log(it); });
run(function log(it) { console.log(it); });
function first(name) { return arguments[0](name); }
first(function log(it) { console.log(it); });
first('a', function log(it) { console.log(it); });
function inner(call, other) { both([], call); return other; }
inner(function log(it) { console.log(it); }, 1);
inner(1, function log(it) { console.log(it); });
inner.apply(null, [1, function log(it) { console.log(it); }]);
inner.call(null, 1, function log(it) { console.log(it); });
class Base { constructor(name, call) { call(name); } }
class Swapped extends Base { constructor(call, name) { super(name, call); } }
new Swapped(function log(it) { console.log(it); }, 'a');
new Swapped('a', function log(it) { console.log(it); });
class Same extends Base {}
new Same('a', function log(it) { console.log(it); });
new Same(function log(it) { console.log(it); }, Boolean);
