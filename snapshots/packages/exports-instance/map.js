module.exports = new Map([['a', 1]])
