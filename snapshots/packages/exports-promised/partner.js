const cycle = require('./cycle')

exports.partner = function () {
  return cycle.name
}
