module.exports = function double (number) {
  return number * 2
}

module.exports.limit = 10
