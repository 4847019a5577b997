const { left } = require('./left')

exports.right = function () {
  return 'right of ' + left()
}
