Object.keys(require('./second')).forEach(function (key) {
  exports[key] = require('./second')[key]
})
