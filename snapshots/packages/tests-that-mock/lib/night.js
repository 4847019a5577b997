const clock = require('./clock')

module.exports = function () { return clock.hour() > 18 }
