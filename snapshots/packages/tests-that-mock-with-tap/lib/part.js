const clock = require('./clock')

module.exports = function (name) {
  return clock.hour() < 12 ? 'see you later, ' + name : 'good night, ' + name
}
