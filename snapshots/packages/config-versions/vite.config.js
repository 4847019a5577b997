module.exports = { root: '.' }
