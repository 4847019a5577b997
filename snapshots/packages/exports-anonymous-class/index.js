const Base = require('./base')

module.exports = class extends Base {
  push (value) {
    this.items.push(value)
    return this.size()
  }
}

module.exports.Base = Base
