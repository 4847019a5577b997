function Main () {}
module.exports = new Main()

Object.defineProperty(module.exports, 'native', {
  configurable: true,
  enumerable: false,
  get () {
    const native = require('./native')
    Object.defineProperty(module.exports, 'native', { value: native })
    return native
  }
})
