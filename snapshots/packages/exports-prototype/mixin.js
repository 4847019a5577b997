var Timer = require('./')

function Repeating () { Timer.apply(this, arguments) }
Repeating.prototype = Object.create(Timer.prototype, { constructor: { value: Repeating } })
Repeating.prototype.fire = function () {
  Timer.prototype.fire.call(this, 1)
  return Timer.prototype.fire.call(this, 2)
}

module.exports = Repeating
