exports.names = [];
exports.Token = class Token {};
exports.symbol = Symbol('state');
