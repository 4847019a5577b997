var path = require('path')

function lazy(name, load) {
  Object.defineProperty(module.exports, name, { get: load, enumerable: true })
}

lazy('sep', function () { return path.sep })
lazy('join', function () { return path.join })
lazy('missing', function () { throw new Error('not here') })
