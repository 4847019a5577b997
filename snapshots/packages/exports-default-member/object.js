module.exports = { default: 1, other: 2 }
