const clock = require('./clock')

exports.greet = function (name) { return clock.hour() < 12 ? 'good morning, ' + name : 'hello, ' + name }
