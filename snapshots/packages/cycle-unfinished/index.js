module.exports = Emitter

function Emitter () { this.events = {} }

Emitter.prototype.on = function (name, fn) {
  (this.events[name] = this.events[name] || []).push(fn)
  return this
}

// At the end, because it inherits from Emitter.
Emitter.Once = require('./once')
