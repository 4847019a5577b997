const clock = require('./clock')
const isNight = require('./night')

exports.greet = function (name) { return clock.hour() < 12 ? 'good morning, ' + name : 'hello, ' + name }
exports.isNight = isNight
