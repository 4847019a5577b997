var twice = require('../../index').twice

exports.again = function (test) {
  test.equal(twice(3), 6)
  test.done()
}
