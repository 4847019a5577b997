const Console = require('./console');
const { join } = require('path');

exports.Console = Console;
exports.join = join;
exports.count = 0;
exports.count += ['a', 'b'].length;
exports.last = require('./console').last;

exports.define = function (name, value) {
  const { isDate } = require('util/types');

  exports[name] = isDate(value) ? Number(value) : value;
};
