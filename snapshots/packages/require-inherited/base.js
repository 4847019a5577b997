module.exports = class Base {
  constructor (name) { this.name = name }
}
