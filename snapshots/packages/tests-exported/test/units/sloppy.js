var twice = require('../../index').twice

exports.twice = function (test) {
  with (test) {
    equal(twice(2), 4)
    done()
  }
}
