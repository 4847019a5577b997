function log(message) {
  return '[log] ' + message;
}

exports.default = log;
exports.level = 'info';
