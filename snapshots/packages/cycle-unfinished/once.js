var Emitter = require('./')

function Once () { Emitter.call(this) }

Once.prototype = Object.create(Emitter.prototype)
Once.prototype.constructor = Once

module.exports = Once
