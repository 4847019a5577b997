exports.read = function (scope, text) {
  with (scope) return eval(text);
};
