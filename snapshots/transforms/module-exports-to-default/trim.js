module.exports = function (text) {
  return text.trim()
}

module.exports.version = '1'
