const made = { first: 1 }

module.exports.first = made.first
made.second = module.exports.first + 1
module.exports = made
