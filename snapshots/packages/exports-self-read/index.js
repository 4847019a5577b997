exports.base = 10;
exports.twice = exports.base * 2;
exports.list = [exports.base, exports.twice];

const { base } = exports;
exports.copy = base;

exports.keys = function () { return Object.keys(exports); };
exports.has = (name) => Object.prototype.hasOwnProperty.call(module.exports, name);
exports.all = () => ({ ...exports });
exports.self = exports;
