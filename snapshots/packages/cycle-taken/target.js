const target = {
  convert (value) {
    return String(value)
  },
  listen (value) {
    return listener.listen(value)
  }
}
module.exports = target

const listener = require('./listener')
