module.exports = true
