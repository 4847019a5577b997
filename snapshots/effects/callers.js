const other = require('./other');
const list = require('./list.json');
function set(text) { return text.split('').reduce((all, it) => { all[it] = true; return all; }, {}); }
const letters = set('abc');
function share(text) { return text.split('').reduce((all, it) => { all[it] = true; return all; }, {}); }
const shared = share(other.text);
const fill = (to, name) => { to[name] = name; };
fill(exports, 'a');
fill({}, 'b');
const spill = (to, name) => { to[name] = name; };
spill(exports, 'a');
spill(other, 'b');
function run(call) { call(); }
run(() => {});
run(() => { console.log('run'); });
function passed(text) { return text.trim().split(''); }
exports.passed = passed;
exports.parts = passed('a b');
function absent(text, options) { return options ? options.trim().map(text) : text; }
absent('a');
function hidden(text) { arguments[0] = other; return text.split('').map(String); }
hidden('a');
function again(text, depth) { return depth ? again(text.slice(1), depth - 1).split('') : ''; }
again('abc', 3);
function spread(text) { return text.split('').map(String); }
spread(...other.list);
const constants = list.map(function (it) { return it.constant; });
list.forEach(function (it) { it.seen = true; });
list.forEach(function (it) { exports[it.constant] = true; });
