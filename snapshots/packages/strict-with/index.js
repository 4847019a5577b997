const helpers = require('./helpers')

module.exports = function render (data) {
  with (data) {
    return helpers.upper(name) + ' ' + age
  }
}
