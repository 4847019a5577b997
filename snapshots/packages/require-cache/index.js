exports.fresh = function () {
  delete require.cache[require.resolve('./counter')]
  return require('./counter')
}

exports.cached = function () {
  return Object.keys(require.cache).some(function (file) { return /counter\.js$/.test(file) })
}

exports.extensions = Object.keys(require.extensions).indexOf('.js') !== -1
