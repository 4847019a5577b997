exports.name = function (r) {
  return r.main ? 'known' : 'unknown'
}
exports.two = 2
