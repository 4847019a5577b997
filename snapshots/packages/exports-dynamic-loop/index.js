var styles = { red: 31, green: 32, blue: 34 };

Object.keys(styles).forEach(function (name) {
  exports[name] = function (text) {
    return '\u001b[' + styles[name] + 'm' + text + '\u001b[39m';
  };
});

exports.names = Object.keys(styles);
