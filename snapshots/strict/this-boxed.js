String.prototype.tt = function () { return typeof this; };
Object.defineProperty(Number.prototype, 'tg', { configurable: true, get() { return [this]; } });
String.prototype.kept = function () { this.x = 1; };
function shared() { return this; }
String.prototype.__defineGetter__('shared', shared);
console.log('a'.tt(), typeof (5).tg[0], 'a'.kept(), typeof 'a'.shared, shared() === globalThis);
