const made = { first: 1, count }

function count () {
  return this.first
}

made.first = 2

exports.first = made.first
exports.count = made.count
module.exports = made
