module.exports = class {
  constructor () { this.items = [] }
  size () { return this.items.length }
}
