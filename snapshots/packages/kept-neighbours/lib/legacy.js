var util = require('./util')

exports.compile = function (template, data) {
  with (data) {
    return util.trim(template + name)
  }
}
exports.util = util
