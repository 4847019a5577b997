'use strict'

exports.greet = function () {
  return 'plain'
}
