const { readFileSync, existsSync: exists } = require('fs');
const { first, second: renamed, missing = 'default', 'odd-name': odd, nested: { inner, list: [head] } } = require('./parts');
const { one, ...others } = require('./parts/numbers');
const { [first]: computed } = require('./parts/numbers');
const { length } = require('./parts/function');
const [a, , b = 3] = require('./parts/list');
const { EventEmitter: Emitter, once } = require('node:events');
let { counter, bump } = require('./parts/counter');
var { join } = require('path'), { sep } = require('path');
const {} = require('./parts/nothing');

bump();
counter += 10;

module.exports = {
  exists: exists(__filename),
  read: typeof readFileSync,
  first, renamed, missing, odd, inner, head,
  one, others, computed, length, a, b, counter,
  emits: typeof once === 'function' && new Emitter() instanceof Emitter,
  path: join('a', 'b').split(sep),
};
