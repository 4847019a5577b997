String.prototype.tt = function () { return typeof this; };
Object.defineProperty(Number.prototype, 'tg', { configurable: true, get() { return [this]; } });
String.prototype.kept = function () { this.x = 1; };
