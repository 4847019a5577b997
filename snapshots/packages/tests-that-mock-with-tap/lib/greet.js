const clock = require('./clock')

module.exports = function (name) {
  return clock.hour() < 12 ? 'good morning, ' + name : 'hello, ' + name
}
