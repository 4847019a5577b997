String.prototype.shout = function () { return this.toUpperCase() + this + String(this); };
console.log('a'.shout());
