const made = { count, first: count }

function count () {
  return 1
}

function change () {
  made.count = () => 2
}

change()

module.exports.count = made.count
module.exports.first = made.first
module.exports = made
