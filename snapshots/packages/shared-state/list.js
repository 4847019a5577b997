const { names, Token } = require('./state');

exports.list = function () { return names.map(() => new Token()); };
