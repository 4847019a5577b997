// Names that are taken, and functions that call themselves.
exports.fact = function fact(n) { return n < 2 ? 1 : n * fact(n - 1); };
exports.round = function (x) { return round(x * 10) / 10; };
exports.max = Math.max;
exports.Date = function (text) { return new Date(text).getTime(); };

function round(x) { return Math.round(x); }
