const a = 1, b = 2
module.exports = { first: a, second: b, third: a, 'fourth-one': b, default: a }
