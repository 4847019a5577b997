'use strict'

var utils = require('./utils')

exports.join = function (a, b) {
  return utils.files.join(a, b) + utils.url.parse('/x').path
}
