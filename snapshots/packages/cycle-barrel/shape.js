module.exports = class Shape {
  constructor () { this.kind = 'shape' }
  static all () { return require('.').registry.names() }
}
