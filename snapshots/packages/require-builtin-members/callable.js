const assert = require('assert')
const EventEmitter = require('events')
const Stream = require('stream')
const strict = require('assert').strict
const { strict: alsoStrict } = require('assert')

class Source extends EventEmitter {}
class Sink extends Stream {}

assert(true)
assert.equal(strict, alsoStrict)
exports.names = [new Source() instanceof EventEmitter, new Sink() instanceof Stream.Stream]
exports.check = (value) => assert.ok(value, 'falsy')
