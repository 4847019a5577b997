var util = require('util')
  , EventEmitter = require('events').EventEmitter
  , slice = [].slice

module.exports = exports = Timer
exports.create = function (ms) { return new Timer(ms) }

function Timer (ms) {
  if (!(this instanceof Timer)) return new Timer(ms)
  EventEmitter.call(this)
  this.ms = ms
}

util.inherits(Timer, EventEmitter)

Timer.prototype.fire = function () {
  this.emit.apply(this, ['fire'].concat(slice.call(arguments)))
  return this
}
