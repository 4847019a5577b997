exports.help = function () {
  return import('./lib/names.js')
}
exports.where = require.resolve('./lib/make')
