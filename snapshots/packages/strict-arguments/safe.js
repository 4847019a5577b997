exports.sum = function (a, b) {
  // arguments only read, parameters never written
  return arguments.length === 2 ? a + b : [].reduce.call(arguments, function (x, y) { return x + y }, 0)
}
