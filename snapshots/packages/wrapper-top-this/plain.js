// Not the top level's this.
function Old () { this.value = 1 }
Old.prototype.get = function () { return this.value }
module.exports = new Old()
