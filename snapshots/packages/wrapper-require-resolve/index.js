const path = require('path')

const relative = (file) => path.relative(__dirname, file).split(path.sep).join('/')

exports.own = relative(require.resolve('./lib'))
exports.file = relative(require.resolve('./lib/worker'))
exports.dep = relative(require.resolve('found'))
exports.builtin = require.resolve('fs')
exports.has = function (name) {
  try {
    require.resolve(name)
    return true
  } catch (e) {
    return e.code
  }
}
exports.paths = require.resolve.paths('x')[0] === path.join(__dirname, 'node_modules')
exports.from = function (dir) { return relative(require.resolve('./worker', { paths: [path.join(__dirname, dir)] })) }
