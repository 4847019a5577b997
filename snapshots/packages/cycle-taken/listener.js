const convert = require('./target').convert

module.exports = {
  listen (value) {
    return convert(value)
  }
}
