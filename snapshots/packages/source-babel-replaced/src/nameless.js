export default class {
  static of () { return new this() }
}
