module.exports = "it's"
