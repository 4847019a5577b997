module.exports = function (text) {
  return text.length
}
