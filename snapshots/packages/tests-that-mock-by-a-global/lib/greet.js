const clock = require('./clock')

module.exports = (name) => `hello ${name} at ${clock()}`
