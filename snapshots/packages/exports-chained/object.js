exports = module.exports = {
  a: 1,
  b: function () { return exports.a }
}

exports.c = 3
