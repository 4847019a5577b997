const express = require('express');
const inherits = require('inherits');
const { EventEmitter } = require('events');
const _ = require('lodash');
const debug = require('debug')('x');
const app = express();
const router = express.Router();
const emitter = new EventEmitter();
app.use(express.json());
app.get('/', (req, res) => { res.send('x'); });
app.locals.title = 'x';
router.use(app);
function A() {}
inherits(A, EventEmitter);
_.extend(A.prototype, { x: 1 });
_.extend(exports, require('./other'));
emitter.on('x', () => console.log('x'));
emitter.emit('x');
module.exports = _.memoize(A);
exports.schema = new _.Schema({ a: 1 }, A);
const parts = _.template`x`;
if (!debug.enabled) throw new Error('x');
const pattern = require('./pattern').make().source;
require('./list').forEach((name) => { exports[name] = _[name]; });
import('./later');
try { throw new Error('x'); } catch (error) { exports.error = error; }
try { throw new Error('y'); } finally { exports.done = true; }
