const whole = require('./whole')

module.exports = function () { return whole.label }
