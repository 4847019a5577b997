const { Shape } = require('./index')

module.exports = class Circle extends Shape {
  constructor () { super(); this.kind = 'circle' }
}
