// Every this is given.
function Safe () { if (!(this instanceof Safe)) return new Safe(); this.ok = true }
Safe.prototype.check = function () { return [1].map(function () { return this.ok }, this) }
module.exports = Safe
